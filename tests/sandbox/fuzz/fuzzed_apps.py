"""Apps that listen on both sockets, answer with good things and junk, and come back when cut off."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.sandbox.fuzz.block_samples import BLOCKS, MODAL
from tests.sandbox.fuzz.discord_requests import API, DiscordRequests
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.premises import DISCORD, SLACK, Premises

_Socket = aiohttp.ClientWebSocketResponse
_GONE = (aiohttp.ClientError, ConnectionError, TimeoutError, ValueError, KeyError, TypeError)
OPCODES: tuple[Any, ...] = (1, 1, 1, 2, 3, 4, 6, 8, 8, 0, 5, 7, 99, -1, None, "1", [], {}, 1.0, True)


class FuzzedApp:
    """What both apps have in common: a session, junk and a harvest."""

    def __init__(self, here: Premises, session: aiohttp.ClientSession, junk: Junk, harvest: Harvest) -> None:
        self.here = here
        self.session = session
        self.junk = junk
        self.harvest = harvest
        self.frames = 0

    async def run(self) -> None:
        """Connect again and again."""
        while True:
            with contextlib.suppress(*_GONE):
                await self.live()
            await asyncio.sleep(0.01)

    async def live(self) -> None:
        """Live through one connection."""
        raise NotImplementedError

    @asynccontextmanager
    async def chattering(self, socket: _Socket) -> AsyncIterator[None]:
        """Say things nobody asked for meanwhile."""

        async def chatter() -> None:
            with contextlib.suppress(*_GONE):
                while True:
                    await asyncio.sleep(self.junk.random.random() / 5)
                    await self.remark(socket)

        task = asyncio.ensure_future(chatter())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def remark(self, socket: _Socket) -> None:
        """Say one such thing."""
        await self.junk_frame(socket)

    async def junk_frame(self, socket: _Socket) -> None:
        """Send something that no client sends."""
        self.frames += 1
        way = self.junk.random.randrange(6)
        if way == 0:
            await socket.send_bytes(self.junk.random.randbytes(self.junk.random.randrange(200)))
        elif way == 1:
            await socket.send_str(self.junk.deep().decode())
        elif way == 2:
            await socket.ping(b"ping")
        elif way == 3:
            await socket.send_str("x" * 300_000)
        else:
            await socket.send_str(self.junk.encoded(self.junk.value()).decode("utf-8", "replace"))


class FuzzedSlackApp(FuzzedApp):
    async def live(self) -> None:
        headers = {"Authorization": f"Bearer {SLACK.app.app_token}"}
        opened = await self.session.post(
            f"{self.here.slack.address}/api/apps.connections.open", headers=headers
        )
        connect = self.session.ws_connect((await opened.json())["url"])
        async with connect as socket, self.chattering(socket):
            async for message in socket:
                await self._hear(socket, json.loads(message.data))

    async def _hear(self, socket: _Socket, frame: dict[str, Any]) -> None:
        self.harvest.learn(frame.get("payload"))
        if "envelope_id" in frame and self.junk.chance(0.95):
            await socket.send_json({"envelope_id": frame["envelope_id"], "payload": self._payload()})
            self.frames += 1

    def _payload(self) -> Any:
        junk = self.junk
        good = junk.random.choice(
            (
                {},
                {"text": "Recorded", "response_type": "in_channel"},
                {"blocks": BLOCKS[:2]},
                {"response_action": "errors", "errors": {"words": "Say more"}},
                {"response_action": "update", "view": MODAL | {"blocks": BLOCKS[:3]}},
                {"response_action": "push", "view": MODAL | {"blocks": BLOCKS[:3]}},
                {"response_action": "clear"},
                {"options": [{"value": "1", "text": {"type": "plain_text", "text": "One"}}]},
            )
        )
        return junk.spoiled(good) if junk.chance(0.4) else good


class FuzzedDiscordApp(FuzzedApp):
    async def live(self) -> None:
        answers = DiscordRequests(self.junk, self.harvest)
        compress = self.junk.random.choice(("", "", "", "&compress=zlib-stream", "&compress=nope", "&v=6"))
        url = f"{self.here.discord.gateway_address}?v=10&encoding=json{compress}"
        async with self.session.ws_connect(url, max_msg_size=0) as socket, self.chattering(socket):
            await self._identify(socket)
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await self._hear(socket, answers, json.loads(message.data))

    async def _identify(self, socket: _Socket) -> None:
        identify = {"token": DISCORD.app.bot_token, "intents": 1 << 0 | 1 << 9 | 1 << 12, "properties": {}}
        body = self.junk.spoiled(identify) if self.junk.chance(0.2) else identify
        await socket.send_str(json.dumps({"op": 2, "d": body}))
        self.frames += 1

    async def remark(self, socket: _Socket) -> None:
        await (self.junk_frame(socket) if self.junk.chance(0.2) else self._operation(socket))

    async def _operation(self, socket: _Socket) -> None:
        good = {
            "guild_id": DISCORD.id,
            "query": "a",
            "limit": 0,
            "seq": 1,
            "session_id": self.harvest.any("session_id"),
            "token": DISCORD.app.bot_token,
            "user_ids": [],
            "nonce": "n",
        }
        body = self.junk.spoiled(good) if self.junk.chance(0.6) else good
        await socket.send_str(json.dumps({"op": self.junk.random.choice(OPCODES), "d": body}))
        self.frames += 1

    async def _hear(self, socket: _Socket, answers: DiscordRequests, frame: dict[str, Any]) -> None:
        body = frame.get("d")
        if frame.get("op") == 10:
            await socket.send_json({"op": 1, "d": None})
        self.harvest.learn(body)
        if frame.get("t") != "INTERACTION_CREATE" or not isinstance(body, dict):
            return
        self.harvest.add("interaction_id", body["id"])
        good = answers.callback()
        sent = self.junk.encoded(self.junk.spoiled(good) if self.junk.chance(0.25) else good)
        url = f"{self.here.discord.address}{API}/interactions/{body['id']}/{body['token']}/callback"
        headers = {"Content-Type": "application/json"}
        async with self.session.post(url, data=sent, headers=headers) as answer:
            await answer.read()


@asynccontextmanager
async def listening(apps: list[FuzzedApp]) -> AsyncIterator[None]:
    """Let the apps live beside what is done meanwhile."""
    tasks = [asyncio.ensure_future(app.run()) for app in apps]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
