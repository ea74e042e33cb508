"""Plain REST requests, for what no client library would send."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.sandbox.discord.server import API, DiscordServer
from tests.sandbox.discord.lincoln_server import TOKEN

NOW = datetime(2026, 9, 7, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """An answer."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> int:
        """Discord's error number."""
        number: int = self.body["code"]
        return number

    def wrong_at(self, *path: str | int) -> list[str]:
        """The codes of what is wrong at a place of the body."""
        branch = self.body["errors"]
        for step in path:
            branch = branch[str(step)]
        return [each["code"] for each in branch["_errors"]]


class Rest:
    """Speaks to one server as its app."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self._session = session

    async def asks(self, method: str, path: str, body: Any = None, token: str = TOKEN) -> Told:
        """Send a body as JSON, or as it is when it is a form."""
        sent = (
            {"data": body}
            if isinstance(body, aiohttp.FormData)
            else {"json": body}
            if body is not None
            else {}
        )
        headers = {"Authorization": f"Bot {token}"}
        url = self.server.address + API + path
        async with self._session.request(method, url, headers=headers, **sent) as answer:
            raw = await answer.read()
            plain = answer.content_type != "application/json"
            return Told(answer.status, raw.decode() if plain else json.loads(raw), answer.headers)


def form(payload: Any, *files: tuple[str, bytes]) -> aiohttp.FormData:
    """A message with files."""
    made = aiohttp.FormData(quote_fields=False)
    made.add_field("payload_json", json.dumps(payload), content_type="application/json")
    for place, (name, content) in enumerate(files):
        made.add_field(f"files[{place}]", io.BytesIO(content), filename=name, content_type="text/plain")
    return made


async def at_once(*asked: Any) -> list[Told]:
    """Several requests together."""
    return list(await asyncio.gather(*asked))
