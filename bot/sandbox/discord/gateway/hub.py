"""All gateway sessions of the local Discord, and how an event reaches those that should hear it."""

from __future__ import annotations

from bot.sandbox.discord.gateway.intents import ALWAYS
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.message_shape import without_content
from bot.sandbox.discord.records import App, Json
from bot.sandbox.discord.windows import Windows
from bot.sandbox.traffic import Traffic

STARTS_A_DAY = 1000


class Hub:
    """Keeps the sessions; REST and the people's acts dispatch through it."""

    def __init__(self, windows: Windows, traffic: Traffic) -> None:
        self.windows = windows
        self.starts_left = STARTS_A_DAY
        self.address = ""
        self.traffic = traffic
        self._sessions: dict[str, Session] = {}
        self._last_act: tuple[str, Json, str] | None = None

    def open(self, app: App, intents: int, shard: tuple[int, int]) -> Session:
        """Start a session; one identify a time is counted against the daily limit."""
        session = Session(app, intents, shard)
        self._sessions[session.id] = session
        self.starts_left -= 1
        return session

    def take_up(self, session_id: str, token: str, sequence: int) -> Session | None:
        """Return the session to resume, or None when it is gone."""
        session = self._sessions.get(session_id)
        if session is None or session.app.token != token:
            return None
        return session if session.can_resume(sequence, self.windows.resume) else None

    def forget(self, session: Session) -> None:
        """Drop a session: it was closed by the client or declared invalid."""
        self._sessions.pop(session.id, None)

    def forget_all(self) -> None:
        """Drop every session."""
        self._sessions.clear()

    def tell(self, app: str, event: str, body: Json, intent: int, guild: str = "") -> None:
        """Dispatch an event to an app's sessions that asked for it."""
        for session in self._heard_by(app, intent, guild):
            session.dispatch(event, body)

    def tell_act(self, app: str, body: Json, guild: str) -> None:
        """Dispatch an interaction; every session hears of it, whatever it asked for."""
        self._last_act = (app, body, guild)
        self.tell(app, "INTERACTION_CREATE", body, ALWAYS, guild)

    def repeat_act(self) -> None:
        """Dispatch the last interaction again, as happens when a session is replayed."""
        if self._last_act is not None:
            app, body, guild = self._last_act
            self.tell(app, "INTERACTION_CREATE", body, ALWAYS, guild)

    def tell_message(
        self, app: str, event: str, body: Json, intent: int, guild: str, *, readable: bool
    ) -> None:
        """Dispatch a message event, without its content where the app may not read it."""
        for session in self._heard_by(app, intent, guild):
            session.dispatch(event, body if readable or session.reads_content else without_content(body))

    def reads_content(self, app: str) -> bool:
        """Whether any session of the app has the message-content intent."""
        return any(session.reads_content for session in self._sessions.values() if session.app.id == app)

    def _heard_by(self, app: str, intent: int, guild: str) -> list[Session]:
        return [
            session
            for session in self._sessions.values()
            if session.app.id == app and session.hears(guild) and (not intent or session.intents & intent)
        ]
