"""Sends many random requests to one server and gathers what should not have happened."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
from yarl import URL

from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.judge import wrong_with
from tests.sandbox.fuzz.wanted import Wanted

AT_ONCE = 8
PATIENCE = aiohttp.ClientTimeout(total=20)
LEARN_UP_TO = 200_000
# What is longer is refused by the HTTP library before any platform sees it.
LONGEST_ADDRESS = 8000


class Source(Protocol):
    def next(self) -> Wanted: ...


@dataclass
class Campaign:
    """`server` is "slack", "discord" or "page"; `cut` counts answers that never came."""

    server: str
    address: str
    source: Source
    harvest: Harvest
    findings: list[str] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    async def run(self, requests: int, session: aiohttp.ClientSession) -> None:
        """Send so many."""
        left = iter(range(requests))

        async def sender() -> None:
            for _ in left:
                await self._send(session, self.source.next())

        await asyncio.gather(*(sender() for _ in range(AT_ONCE)))

    async def _send(self, session: aiohttp.ClientSession, wanted: Wanted) -> None:
        url = URL(self.address + _shortened(wanted.path), encoded=True)
        try:
            async with session.request(
                wanted.method, url, data=wanted.body or None, headers=wanted.headers, timeout=PATIENCE
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            self.findings.append(f"no answer ({error!r}) to\n{wanted}")
            return
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        wrong = wrong_with(self.server, wanted.path, answer.status, body) if wanted.method != "HEAD" else ""
        if wrong:
            self.findings.append(f"{wrong} to\n{wanted}\nanswer: {body[:500]!r}")
        if wanted.method != "HEAD":
            self._learn(answer, body)

    def _learn(self, answer: aiohttp.ClientResponse, body: bytes) -> None:
        if answer.content_type == "application/json" and len(body) < LEARN_UP_TO:
            try:
                self.harvest.learn(json.loads(body))
            except ValueError:
                self.findings.append(f"JSON that is none: {body[:500]!r}")


def _shortened(path: str) -> str:
    if len(path) <= LONGEST_ADDRESS:
        return path
    whole, _, _ = path[:LONGEST_ADDRESS].rpartition("%")
    return whole or path[:LONGEST_ADDRESS]
