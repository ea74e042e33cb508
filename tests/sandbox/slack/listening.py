"""An app that does nothing but listen: it acknowledges each envelope with what it is told, and keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import DISTRICT, client_of, until

TOKEN = DISTRICT.app.app_token


class Listener:
    """`answers` are given in turn as the payload of the acknowledgement, None for none."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any] | None] = []
        self.acknowledges = True

    async def listen(self) -> None:
        async for message in self.socket:
            frame = message.json()
            self.frames.append(frame)
            if "envelope_id" in frame and self.acknowledges:
                answer = self.answers.pop(0) if self.answers else None
                with_payload = {} if answer is None else {"payload": answer}
                await self.socket.send_json({"envelope_id": frame["envelope_id"], **with_payload})

    @property
    def payloads(self) -> list[dict[str, Any]]:
        return [frame["payload"] for frame in self.frames if "payload" in frame]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [payload["event"] for payload in self.payloads if "event" in payload]

    async def event(self, kind: str) -> dict[str, Any]:
        """The first event of this type, as soon as it is there."""
        await until(lambda: any(one["type"] == kind for one in self.events))
        return next(one for one in self.events if one["type"] == kind)


async def open_socket(server: SlackServer, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    app = client_of(server, session, TOKEN)
    address = (await app.apps_connections_open(app_token=TOKEN))["url"]
    return await session.ws_connect(str(address))


@asynccontextmanager
async def listening(server: SlackServer, session: aiohttp.ClientSession) -> AsyncIterator[Listener]:
    listener = Listener(await open_socket(server, session))
    task = asyncio.create_task(listener.listen())
    await until(lambda: listener.frames)
    try:
        yield listener
    finally:
        await listener.socket.close()
        await task
