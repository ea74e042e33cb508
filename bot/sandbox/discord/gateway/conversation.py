"""What a client says on a gateway connection: heartbeats, IDENTIFY, RESUME, members, and what they change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway import closing, frames
from bot.sandbox.discord.gateway.frames import Frame
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.identify import app_of, check_identify, welcome
from bot.sandbox.discord.gateway.members import member_chunks
from bot.sandbox.discord.gateway.outbox import Outbox
from bot.sandbox.discord.gateway.sessions import Session, encode
from bot.sandbox.discord.records import Json

_RECONNECT, _INVALID_SESSION, _HELLO, _HEARTBEAT_ACK = 7, 9, 10, 11
# discord.py notes in a thread of its own when a heartbeat left. An answer that overtakes that note, as none
# does over a real network, is taken for the answer to the heartbeat before: "Can't keep up … 41.3s behind".
_ACK_AFTER = 0.05


@dataclass(frozen=True, slots=True)
class Doorstep:
    """What every connection meets: `approved_intents` (bits), and the address at which to resume."""

    hub: Hub
    directory: Directory
    approved_intents: int
    resume_address: str


class Conversation:
    """Takes frames, raising CloseSocket for what breaks the protocol, and answers through an outbox."""

    def __init__(self, doorstep: Doorstep, outbox: Outbox) -> None:
        self.heard = time.monotonic()
        self.wants_compression = False
        self._doorstep = doorstep
        self._hub = doorstep.hub
        self._outbox = outbox
        self._session: Session | None = None
        self._acts: dict[int, Callable[[Frame], None]] = {
            frames.HEARTBEAT: self._heartbeat,
            frames.IDENTIFY: self._identify,
            frames.RESUME: self._resume,
            frames.PRESENCE: self._accept,
            frames.VOICE: self._accept,
            frames.MEMBERS: self._members,
        }

    def hello(self) -> None:
        """Begin, by saying how often a heartbeat is expected."""
        self._say(_HELLO, {"heartbeat_interval": int(self._hub.windows.heartbeat * 1000)})

    def take(self, frame: Frame) -> None:
        """Do what the client asks for."""
        if frame.opcode in frames.NAMES:
            self._hub.traffic.add(frames.NAMES[frame.opcode], frame.body, None)
        self._acts[frame.opcode](frame)

    def ask_to_reconnect(self) -> None:
        """Ask the client to connect anew and resume."""
        self._say(_RECONNECT, None, "RECONNECT")

    def invalidate(self, *, resumable: bool) -> None:
        """Declare the client's session invalid; it may still resume when it is told so."""
        self._say(_INVALID_SESSION, resumable, "INVALID_SESSION")

    def end(self, *, goodbye: bool) -> None:
        """The connection is over; after a goodbye of the client's the session is, too."""
        if self._session is not None and self._session.detach(self._outbox) and goodbye:
            self._hub.forget(self._session)

    def _heartbeat(self, _: Frame) -> None:
        self.heard = time.monotonic()
        asyncio.get_running_loop().call_later(_ACK_AFTER, self._say, _HEARTBEAT_ACK, None)

    def _accept(self, frame: Frame) -> None:
        """Take a presence or a voice state; nobody in the local workspace is shown either."""
        self._identified()
        frame.fields()

    def _members(self, frame: Frame) -> None:
        session = self._identified()
        for chunk in member_chunks(self._doorstep.directory, session, frame.fields()):
            session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _identify(self, frame: Frame) -> None:
        self._must_be_new()
        directory = self._doorstep.directory
        asked = check_identify(directory, frame.fields(), self._doorstep.approved_intents)
        if self._hub.starts.too_soon(asked.app.id):
            self.invalidate(resumable=False)
            return
        if not self._hub.starts.left(asked.app.id):
            self._hub.forget_all(asked.app.id)
            raise closing.CloseSocket(closing.AUTHENTICATION_FAILED)
        self.wants_compression = frame.fields().get("compress") is True
        self._session = self._hub.open(asked.app, asked.intents, asked.shard)
        self._session.attach(self._outbox)
        welcome(directory, self._session, self._doorstep.resume_address)

    def _resume(self, frame: Frame) -> None:
        self._must_be_new()
        asked = frame.fields()
        token = app_of(self._doorstep.directory, asked.get("token")).token
        after = asked.get("seq") or 0
        if not isinstance(after, int):
            raise closing.CloseSocket(closing.DECODE_ERROR)
        session = self._hub.find(str(asked.get("session_id")), token)
        if session is not None and after > session.sequence:
            self._hub.forget(session)
            raise closing.CloseSocket(closing.INVALID_SEQUENCE)
        if session is None or not session.remembers(after):
            self.invalidate(resumable=False)
            return
        self._session = session
        session.attach(self._outbox)
        session.replay(after)
        session.dispatch("RESUMED", {"_trace": ["local"]})

    def _must_be_new(self) -> None:
        if self._session is not None:
            raise closing.CloseSocket(closing.ALREADY_AUTHENTICATED)

    def _identified(self) -> Session:
        if self._session is None:
            raise closing.CloseSocket(closing.NOT_AUTHENTICATED)
        return self._session

    def _say(self, opcode: int, body: Json | bool | None, logged_as: str = "") -> None:
        self._outbox.put(encode({"op": opcode, "s": None, "t": None, "d": body}))
        if logged_as:
            self._hub.traffic.add(logged_as, body, None, direction="to the app")
