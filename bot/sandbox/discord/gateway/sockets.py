"""Gateway sockets: HELLO, heartbeats, IDENTIFY and RESUME, one object a connection."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway import closing
from bot.sandbox.discord.gateway.compression import Pack, packer
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.identify import check_identify, welcome
from bot.sandbox.discord.gateway.members import members_chunk
from bot.sandbox.discord.gateway.sessions import Session, encode
from bot.sandbox.discord.records import Json

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, MEMBERS = 1, 2, 3, 4, 6, 8
_SUPPORTED_VERSIONS = {"9", "10"}
_HEARTBEAT_GRACE = 1.5
# discord.py notes in a thread of its own when a heartbeat left. An answer that overtakes that note, as none
# does over a real network, is taken for the answer to the heartbeat before: "Can't keep up … 41.3s behind".
_ACK_AFTER = 0.05
_CLIENT_ENDED = {int(WSCloseCode.OK), int(WSCloseCode.GOING_AWAY)}


class GatewaySocket:
    """One connection of a client; ends the session only when the client says goodbye with 1000 or 1001."""

    def __init__(self, hub: Hub, directory: Directory, approved_intents: int, resume_address: str) -> None:
        self.session: Session | None = None
        self._hub = hub
        self._directory = directory
        self._approved = approved_intents
        self._resume_address = resume_address
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._socket = web.WebSocketResponse(max_msg_size=0)
        self._transport: asyncio.BaseTransport | None = None
        self._heard = time.monotonic()
        self._acts: dict[int, Callable[[Any], None]] = {
            HEARTBEAT: self._heartbeat,
            IDENTIFY: self._identify,
            RESUME: self._resume,
            PRESENCE: self._ignore,
            VOICE: self._ignore,
            MEMBERS: self._members,
        }

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak the gateway protocol until either side closes."""
        await self._socket.prepare(request)
        self._transport = request.transport
        pack = packer(request.query.get("compress"))
        if pack is None or request.query.get("encoding", "json") != "json":
            await self._close(closing.DECODE_ERROR)
        elif request.query.get("v", "10") not in _SUPPORTED_VERSIONS:
            await self._close(closing.INVALID_VERSION)
        else:
            await self._talk(pack)
        return self._socket

    def send(self, payload: Json) -> None:
        """Queue a frame that is not an event."""
        self._outbox.put_nowait(encode(payload))

    def drop(self) -> None:
        """Cut the connection as a failing network does, without a closing frame."""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    async def _talk(self, pack: Pack) -> None:
        writer = asyncio.create_task(self._write(pack))
        self.send({"op": 10, "s": None, "t": None, "d": {"heartbeat_interval": self._interval}})
        try:
            await self._listen()
        except closing.CloseSocket as order:
            await self._flush()
            await self._close(order.code)
        finally:
            writer.cancel()
            self._leave()

    @property
    def _interval(self) -> int:
        return int(self._hub.windows.heartbeat * 1000)

    async def _listen(self) -> None:
        while True:
            patience = self._heard + self._hub.windows.heartbeat * _HEARTBEAT_GRACE - time.monotonic()
            try:
                frame = await self._socket.receive(timeout=max(patience, 0.001))
            except TimeoutError:
                raise closing.CloseSocket(closing.SESSION_TIMED_OUT) from None
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            self._take(frame.data)

    def _take(self, data: str | bytes) -> None:
        try:
            payload = json.loads(data)
            opcode, body = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            raise closing.CloseSocket(closing.DECODE_ERROR) from None
        act = self._acts.get(opcode)
        if act is None:
            raise closing.CloseSocket(closing.UNKNOWN_OPCODE)
        act(body)

    def _heartbeat(self, _: Any) -> None:
        self._heard = time.monotonic()
        ack = {"op": 11, "s": None, "t": None, "d": None}
        asyncio.get_running_loop().call_later(_ACK_AFTER, self.send, ack)

    def _ignore(self, _: Any) -> None:
        self._identified()

    def _members(self, body: Any) -> None:
        asked = body if isinstance(body, dict) else {}
        chunk = members_chunk(self._directory, self._identified(), asked)
        if chunk is not None:
            self._identified().dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _identify(self, body: Any) -> None:
        if self.session is not None:
            raise closing.CloseSocket(closing.ALREADY_AUTHENTICATED)
        asked = body if isinstance(body, dict) else {}
        app, intents, shard = check_identify(self._directory, asked, self._approved)
        self.session = self._hub.open(app, intents, shard)
        self.session.attach(self._outbox)
        welcome(self._directory, self.session, self._resume_address)

    def _resume(self, body: Any) -> None:
        asked = body if isinstance(body, dict) else {}
        token = str(asked.get("token", "")).removeprefix("Bot ")
        if self._directory.app_by_token(token) is None:
            raise closing.CloseSocket(closing.AUTHENTICATION_FAILED)
        sequence = asked.get("seq")
        after = sequence if isinstance(sequence, int) else 0
        session = self._hub.take_up(str(asked.get("session_id")), token, after)
        if session is None:
            self.send({"op": 9, "s": None, "t": None, "d": False})
            return
        self.session = session
        session.attach(self._outbox)
        session.replay(after)
        session.dispatch("RESUMED", {"_trace": []})

    def _identified(self) -> Session:
        if self.session is None:
            raise closing.CloseSocket(closing.NOT_AUTHENTICATED)
        return self.session

    async def _write(self, pack: Pack) -> None:
        while True:
            packed = pack(await self._outbox.get())
            try:
                if isinstance(packed, bytes):
                    await self._socket.send_bytes(packed)
                else:
                    await self._socket.send_str(packed)
            except ConnectionError:
                return
            finally:
                self._outbox.task_done()

    async def _flush(self) -> None:
        try:
            await asyncio.wait_for(self._outbox.join(), timeout=1)
        except TimeoutError:
            return

    async def _close(self, code: int) -> None:
        await self._socket.close(code=code, message=closing.WORDS[code].encode())

    def _leave(self) -> None:
        if self.session is None:
            return
        self.session.detach(self._outbox)
        if self._socket.close_code in _CLIENT_ENDED:
            self._hub.forget(self.session)
