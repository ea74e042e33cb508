"""Gateway sockets: the transport of one client's connection, its packing, its patience and its end."""

from __future__ import annotations

import asyncio
import time

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.discord.gateway import closing
from bot.sandbox.discord.gateway.compression import Pack, large_packed, packer
from bot.sandbox.discord.gateway.conversation import Conversation, Doorstep
from bot.sandbox.discord.gateway.frames import Allowance, read_frame
from bot.sandbox.discord.gateway.outbox import Outbox

_SUPPORTED_VERSIONS = {"9", "10"}
_LARGEST_READ = 64 * 1024
_HEARTBEAT_GRACE = 1.5
_CLIENT_ENDED = {int(WSCloseCode.OK), int(WSCloseCode.GOING_AWAY)}


class GatewaySocket:
    """One connection of a client; ends the session only when the client says goodbye with 1000 or 1001."""

    def __init__(self, doorstep: Doorstep) -> None:
        self._hub = doorstep.hub
        self._outbox = Outbox(self.drop)
        self.conversation = Conversation(doorstep, self._outbox)
        self._socket = web.WebSocketResponse(max_msg_size=_LARGEST_READ)
        self._transport: asyncio.BaseTransport | None = None
        self._allowance = Allowance(doorstep.hub.windows.frames_a_minute)

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

    def drop(self) -> None:
        """Cut the connection as a failing network does, without a closing frame."""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    def silence(self) -> None:
        """Let nothing through any more, in either direction."""
        self._outbox.silence()

    @property
    def silent(self) -> bool:
        """Whether nothing comes through."""
        return self._outbox.silent

    async def _talk(self, pack: Pack) -> None:
        writer = asyncio.create_task(self._write(pack))
        self.conversation.hello()
        try:
            await self._listen()
        except closing.CloseSocket as order:
            await self._flush()
            await self._close(order.code)
        finally:
            writer.cancel()
            self.conversation.end(goodbye=self._socket.close_code in _CLIENT_ENDED)

    async def _listen(self) -> None:
        while True:
            try:
                message = await self._socket.receive(timeout=self._patience())
            except TimeoutError:
                if self.silent:
                    continue
                raise closing.CloseSocket(closing.SESSION_TIMED_OUT) from None
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            if not self.silent:
                self._allowance.count()
                self.conversation.take(read_frame(message.data))

    def _patience(self) -> float:
        window = self._hub.windows.heartbeat * _HEARTBEAT_GRACE
        return window if self.silent else max(self.conversation.heard + window - time.monotonic(), 0.001)

    async def _write(self, pack: Pack) -> None:
        while True:
            text = await self._outbox.take()
            alone = pack is str and self.conversation.wants_compression
            packed = large_packed(text) if alone else pack(text)
            try:
                if isinstance(packed, bytes):
                    await self._socket.send_bytes(packed)
                else:
                    await self._socket.send_str(packed)
            except ConnectionError:
                return
            finally:
                self._outbox.sent()

    async def _flush(self) -> None:
        try:
            await asyncio.wait_for(self._outbox.emptied(), timeout=1)
        except TimeoutError:
            return

    async def _close(self, code: int) -> None:
        told = {"code": code, "reason": closing.WORDS[code]}
        self._hub.traffic.add("CLOSE", told, None, direction="to the app")
        await self._socket.close(code=code, message=closing.WORDS[code].encode())
