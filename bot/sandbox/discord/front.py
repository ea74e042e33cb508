"""The HTTP side of REST: tokens, bodies, pace, ordered faults and the log around the table's handlers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.sandbox.discord.bodies import read_body
from bot.sandbox.discord.pace import Pace
from bot.sandbox.discord.records import App
from bot.sandbox.discord.refusals import UNAUTHORIZED, Refused
from bot.sandbox.discord.replies import BANNED, Reply, ordered, rate_limited, refused, response
from bot.sandbox.discord.rest.call import Call
from bot.sandbox.discord.routes import Route
from bot.sandbox.discord.world import World
from bot.sandbox.faults import Fault, Faults

_KEPT_REQUESTS = 2000
_NO_FAULT = Fault("slow")


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request with its answer's status; tokens in paths are replaced."""

    when: datetime
    what: str
    path: str
    body: Any
    status: int
    answer: Any


class Front:
    """Turns HTTP requests into calls of the table's handlers."""

    def __init__(self, world: World) -> None:
        self.faults = Faults()
        self.requests: deque[LoggedRequest] = deque(maxlen=_KEPT_REQUESTS)
        self._world = world
        self._pace = Pace(world.hub.windows.requests_a_second)

    def serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the web handler of a route."""

        async def handle(request: web.Request) -> web.StreamResponse:
            fault = self.faults.take(route.name) or _NO_FAULT
            body, reply = await self._served(route, request, fault)
            self._pace.refused(reply.status)
            self._log(route, request, body, reply)
            if fault.kind == "lose-the-answer" and isinstance(request.transport, asyncio.Transport):
                request.transport.abort()
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            return response(reply)

        return handle

    async def _served(self, route: Route, request: web.Request, fault: Fault) -> tuple[Any, Reply]:
        body: Any = None
        try:
            app = self._authorized(route, request)
            body, files = await read_body(request, self._world.ids)
            instead = self._held_back(route, app) or ordered(fault)
            if instead is not None:
                return body, instead
            answer = route.handler(self._world, Call(request.match_info, request.query, body, files, app))
        except Refused as refusal:
            return body, refused(refusal)
        return body, Reply(answer.status, answer.body)

    def _authorized(self, route: Route, request: web.Request) -> App | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        app = self._world.directory.app_by_token(token) if scheme == "Bot" else None
        if app is None and not route.open:
            raise Refused(UNAUTHORIZED)
        return app

    def _held_back(self, route: Route, app: App | None) -> Reply | None:
        """Answers to interactions are not counted against the bot's pace."""
        if route.open or app is None:
            return None
        if self._pace.banned:
            return BANNED
        seconds = self._pace.wait_for(app.token)
        return rate_limited(seconds, everywhere=True) if seconds else None

    def _log(self, route: Route, request: web.Request, body: Any, reply: Reply) -> None:
        shown = {**request.match_info, **({"token": "…"} if "token" in request.match_info else {})}
        path = route.path.format(**shown)
        logged = LoggedRequest(datetime.now(UTC), route.name, path, body, reply.status, reply.body)
        self.requests.append(logged)
