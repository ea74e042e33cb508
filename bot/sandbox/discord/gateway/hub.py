"""All gateway sessions of the local Discord, and how an event reaches those that should hear it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.sandbox.discord.gateway.intents import ALWAYS
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.gateway.starts import Starts
from bot.sandbox.discord.message_shape import without_content
from bot.sandbox.discord.records import App, Json
from bot.sandbox.discord.windows import Windows
from bot.sandbox.ordered_faults import EventFate
from bot.sandbox.traffic import Traffic

_Send = Callable[[Session], None]


class Hub:
    """Keeps the sessions; REST and the people's acts dispatch through it.

    Several sessions of one app (and shard) all hear the same events. `fate` says how the next event travels.
    """

    def __init__(self, windows: Windows, traffic: Traffic) -> None:
        self.windows = windows
        self.starts = Starts(windows.identify, windows.sessions_a_day)
        self.address = ""
        self.traffic = traffic
        self.fate: Callable[[], EventFate] = EventFate
        self._sessions: dict[str, Session] = {}
        self._last_act: tuple[str, Json, str] | None = None

    def open(self, app: App, intents: int, shard: tuple[int, int]) -> Session:
        """Start a session; it is counted against the daily limit."""
        self.starts.count(app.id)
        session = Session(app, intents, shard, self.traffic)
        self._sessions[session.id] = session
        return session

    def find(self, session_id: str, token: str) -> Session | None:
        """Return the session to resume, or None when it is gone."""
        self._forget_old()
        session = self._sessions.get(session_id)
        return session if session is not None and session.app.token == token else None

    def forget(self, session: Session) -> None:
        """Drop a session: it was closed by the client or declared invalid."""
        self._sessions.pop(session.id, None)

    def forget_all(self, app: str = "") -> None:
        """Drop every session, of one app or of all."""
        for session in tuple(self._sessions.values()):
            if app in ("", session.app.id):
                self.forget(session)

    def tell(self, app: str, event: str, body: Json, intent: int, guild: str = "") -> None:
        """Dispatch an event to an app's sessions that asked for it."""
        self._deliver(app, intent, guild, lambda session: session.dispatch(event, body))

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

        def send(session: Session) -> None:
            session.dispatch(event, body if readable or session.reads_content else without_content(body))

        self._deliver(app, intent, guild, send)

    def _deliver(self, app: str, intent: int, guild: str, send: _Send) -> None:
        if not self._heard_by(app, intent, guild):
            return
        fate = self.fate()

        def deliver() -> None:
            for session in self._heard_by(app, intent, guild) * fate.copies:
                send(session)

        if fate.delay:
            asyncio.get_running_loop().call_later(fate.delay, deliver)
        else:
            deliver()

    def _heard_by(self, app: str, intent: int, guild: str) -> list[Session]:
        self._forget_old()
        return [
            session
            for session in self._sessions.values()
            if session.app.id == app and session.hears(guild) and (not intent or session.intents & intent)
        ]

    def _forget_old(self) -> None:
        for session in [each for each in self._sessions.values() if each.too_old(self.windows.resume)]:
            self.forget(session)
