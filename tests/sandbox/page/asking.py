"""Asking the page's JSON API as a script does."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from tests.sandbox.page.maple_town import TEAM

HERE = {"persona": "ana", "platform": "slack", "place": TEAM}


async def post(script: aiohttp.ClientSession, path: str, body: object, status: int = 200) -> dict[str, Any]:
    data, headers = io.BytesIO(json.dumps(body).encode()), {"Content-Type": "application/json"}
    async with script.post(path, data=data, headers=headers) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == status, answer
        return answer


async def get(
    script: aiohttp.ClientSession, path: str, query: Mapping[str, str] | None = None, status: int = 200
) -> dict[str, Any]:
    async with script.get(path, params=query) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == status, answer
        return answer


async def delete(
    script: aiohttp.ClientSession, path: str, query: Mapping[str, str], status: int = 200
) -> dict[str, Any]:
    async with script.delete(path, params=query) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == status, answer
        return answer


async def until_seen(script: aiohttp.ClientSession, where: dict[str, str], words: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            seen = await get(script, "/api/view", where)
            if found := [one for one in seen["messages"] if words in one["words"]]:
                return dict(found[-1])
            await asyncio.sleep(0.02)


async def news(stream: aiohttp.ClientResponse, kind: str) -> bytes:
    """The data of the next event of this kind."""
    async with asyncio.timeout(20):
        while True:
            told = await stream.content.readuntil(b"\n\n")
            if told.startswith(b"event: %s\n" % kind.encode()):
                return told.partition(b"data: ")[2]
