"""The smallest clients that there can be: they acknowledge at once, or post as fast as they are answered."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from statistics import quantiles
from typing import Any

import aiohttp

from benchmarks.local_addresses import DISCORD_APP, SLACK_APP, Posting
from benchmarks.workspace_in_process import Child

GUILDS = 1
IDENTIFY = {"token": DISCORD_APP.bot_token, "intents": GUILDS, "properties": {}}
COMMANDS = [
    {
        "name": "stem",
        "description": "STEM leadership",
        "options": [{"type": 1, "name": "status", "description": "Where we stand"}],
    }
]


@asynccontextmanager
async def slack_client(session: aiohttp.ClientSession, child: Child) -> AsyncIterator[None]:
    """A socket that acknowledges every envelope with its id."""
    headers = {"Authorization": f"Bearer {SLACK_APP.app_token}"}
    async with session.post(f"{child.address}/api/apps.connections.open", headers=headers) as answer:
        url = (await answer.json())["url"]
    async with session.ws_connect(url) as socket:
        await socket.receive_json()

        async def acknowledge() -> None:
            async for message in socket:
                await socket.send_str(json.dumps({"envelope_id": json.loads(message.data)["envelope_id"]}))

        async with _beside(acknowledge()):
            yield


@asynccontextmanager
async def discord_client(session: aiohttp.ClientSession, child: Child) -> AsyncIterator[None]:
    """A gateway socket; every interaction is answered with a message through its callback."""
    await _register(session, child)
    body = json.dumps({"type": 4, "data": {"content": "Recorded", "flags": 64}}).encode()
    headers = {"Content-Type": "application/json"}

    async def answer(event: dict[str, Any]) -> None:
        url = f"{child.address}/api/v10/interactions/{event['id']}/{event['token']}/callback"
        async with session.post(url, data=body, headers=headers) as answered:
            await answered.read()

    async with session.ws_connect(f"{child.gateway}?v=10&encoding=json") as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": IDENTIFY})
        while (await socket.receive_json())["t"] != "GUILD_CREATE":
            continue

        async def listen() -> None:
            async with asyncio.TaskGroup() as group:
                async for message in socket:
                    frame = json.loads(message.data)
                    if frame["t"] == "INTERACTION_CREATE":
                        group.create_task(answer(frame["d"]))

        async with _beside(listen()):
            yield


async def _register(session: aiohttp.ClientSession, child: Child) -> None:
    headers = {"Authorization": f"Bot {DISCORD_APP.bot_token}"}
    url = f"{child.address}/api/v10/applications/{DISCORD_APP.id}/commands"
    async with session.put(url, json=COMMANDS, headers=headers) as answer:
        answer.raise_for_status()


@asynccontextmanager
async def _beside(work: Any) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def post_for(
    session: aiohttp.ClientSession, posting: Posting, child: Child, at_once: int, seconds: float
) -> dict[str, Any]:
    """Post from so many callers for so many seconds; times in milliseconds, `failed` were refused."""
    until = time.perf_counter() + seconds
    return await _post_while(session, posting, child, at_once, lambda: time.perf_counter() < until)


async def post_many(
    session: aiohttp.ClientSession, posting: Posting, child: Child, at_once: int, messages: int
) -> dict[str, Any]:
    """Post so many messages."""
    left = iter(range(messages))
    return await _post_while(session, posting, child, at_once, lambda: next(left, None) is not None)


async def _post_while(
    session: aiohttp.ClientSession, posting: Posting, child: Child, at_once: int, more: Callable[[], bool]
) -> dict[str, Any]:
    body = json.dumps(dict(posting.body)).encode()
    headers = {"Authorization": posting.authorization, "Content-Type": "application/json"}
    waits: list[float] = []
    failed = 0

    async def caller() -> None:
        nonlocal failed
        while more():
            start = time.perf_counter()
            async with session.post(child.address + posting.path, data=body, headers=headers) as answer:
                text = await answer.read()
                failed += not answer.ok or b'"ok": false' in text
            waits.append(time.perf_counter() - start)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(at_once)))
    cuts = quantiles(waits, n=100)
    return {
        "count": len(waits),
        "per_second": round(len(waits) / (time.perf_counter() - began)),
        "p50_ms": round(1000 * cuts[49], 2),
        "p99_ms": round(1000 * cuts[98], 2),
        "failed": failed,
    }
