"""A real local receiver that checks signatures with the reference library, and can be told what to answer."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks.webhooks import Webhook

SECRET = b"twenty-four bytes or more"


@dataclass(frozen=True)
class Answer:
    """What is answered; `hangs` never does, `endless` never ends."""

    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    endless: bool = False


@dataclass
class Receiver:
    """What came, and what is answered next; 204 when nothing was ordered."""

    address: str = ""
    came: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    next: deque[Answer] = field(default_factory=deque)
    elsewhere: int = 0
    """How many requests came to where a redirect leads."""

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        verified = Webhook(b64encode(SECRET).decode()).verify(body, dict(request.headers))
        assert verified == json.loads(body)
        self.came.append(verified)
        self.ids.append(request.headers["webhook-id"])
        answer = self.next.popleft() if self.next else Answer()
        if answer.hangs:
            await asyncio.Event().wait()
        if answer.endless:
            return await _without_end(request)
        return web.Response(status=answer.status, headers=answer.headers)

    async def take_elsewhere(self, _request: web.Request) -> web.Response:
        self.elsewhere += 1
        return web.Response()


async def _without_end(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"x" * 65536)


@asynccontextmanager
async def receiver(*answers: Answer) -> AsyncIterator[Receiver]:
    """A receiver while it runs."""
    made = Receiver(next=deque(answers))
    application = web.Application(client_max_size=10 * 1024**2)
    application.add_routes([web.post("/hook", made.take), web.route("*", "/elsewhere", made.take_elsewhere)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield made
    finally:
        await runner.cleanup()
