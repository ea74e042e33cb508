"""A gateway client that says exactly what a test wants it to say."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.sandbox.discord.lincoln_server import TOKEN, Local

_END = b"\x00\x00\xff\xff"


class RawClient:
    """One gateway connection; binary frames are unpacked, by `stream` where there is one."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, stream: bool) -> None:
        self.socket = socket
        self.packed = 0
        self._stream = zlib.decompressobj() if stream else None

    async def says(self, opcode: int, body: Any = None) -> None:
        await self.socket.send_json({"op": opcode, "d": body})

    async def identifies(self, intents: int = 0, **further: Any) -> None:
        await self.says(2, {"token": TOKEN, "intents": intents, "properties": {}, **further})

    async def resumes(self, ready: Any, sequence: int) -> None:
        await self.says(6, {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": sequence})

    async def hears(self) -> Any:
        """The next frame, or the code with which the connection was closed."""
        message = await asyncio.wait_for(self.socket.receive(), 20)
        if message.type is aiohttp.WSMsgType.TEXT:
            return json.loads(message.data)
        if message.type is aiohttp.WSMsgType.BINARY:
            self.packed += 1
            return json.loads(self._unpacked(message.data))
        return self.socket.close_code

    async def hears_event(self, event: str) -> Any:
        """The next event of this name; others are passed over."""
        while True:
            frame = await self.hears()
            if not isinstance(frame, dict) or frame["t"] == event:
                return frame

    async def hears_nothing(self, seconds: float) -> bool:
        """Whether nothing comes for so long."""
        try:
            await asyncio.wait_for(self.socket.receive(), seconds)
        except TimeoutError:
            return True
        return False

    def _unpacked(self, data: bytes) -> bytes:
        if self._stream is None:
            return zlib.decompress(data)
        assert data.endswith(_END)
        return self._stream.decompress(data)


@asynccontextmanager
async def raw_client(local: Local, compress: str = "") -> AsyncIterator[RawClient]:
    """Connect and pass over HELLO."""
    address = f"{local.server.gateway_address}?v=10&encoding=json" + (
        f"&compress={compress}" if compress else ""
    )
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        client = RawClient(socket, stream=bool(compress))
        hello = await client.hears()
        assert hello["op"] == 10
        yield client
