"""The HTTP side of REST: tokens, bodies, ordered faults, the log, and answers in Discord's exact form."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.sandbox.discord.bodies import read_body
from bot.sandbox.discord.records import App
from bot.sandbox.discord.refusals import REASONS, UNAUTHORIZED, Reason, Refused
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

    def serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the web handler of a route."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return handle

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take(route.name) or _NO_FAULT
        body: Any = None
        try:
            app = self._authorized(route, request)
            body, files = await read_body(request, self._world.ids)
            early = _refused_by(fault)
            if early is not None:
                return self._answered(route, request, body, *early)
            call = Call(request.match_info, request.query, body, files, app)
            answer = route.handler(self._world, call)
        except Refused as refused:
            return self._answered(route, request, body, refused.reason.status, refused.body())
        if fault.kind == "lose-the-answer":
            _lose(request)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return self._answered(route, request, body, answer.status, answer.body)

    def _authorized(self, route: Route, request: web.Request) -> App | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        app = self._world.directory.app_by_token(token) if scheme == "Bot" else None
        if app is None and not route.open:
            raise Refused(UNAUTHORIZED)
        return app

    def _answered(
        self,
        route: Route,
        request: web.Request,
        body: Any,
        status: int,
        told: Any,
        headers: Mapping[str, str] | None = None,
    ) -> web.Response:
        shown = {**request.match_info, **({"token": "…"} if "token" in request.match_info else {})}
        self.requests.append(
            LoggedRequest(datetime.now(UTC), route.name, route.path.format(**shown), body, status, told)
        )
        return reply(status, told, headers)


def reply(status: int, told: Any, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return an answer with exactly the content type that Discord sends: JSON without a charset."""
    if told is None:
        return web.Response(status=status, headers=headers)
    exact = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(status=status, body=json.dumps(told).encode(), headers=exact)


def _refused_by(fault: Fault) -> tuple[int, Any, Mapping[str, str]] | None:
    if fault.kind == "rate-limited":
        told = {"message": "You are being rate limited.", "retry_after": fault.seconds, "global": False}
        return 429, told, {"Retry-After": str(fault.seconds), "Via": "1.1 google"}
    if fault.kind == "server-error":
        return fault.status, {"message": f"{fault.status}: Internal Server Error", "code": 0}, {}
    if fault.kind == "refuse":
        code = int(fault.error)
        reason = REASONS.get(code, Reason(code, 400, "Refused"))
        return reason.status, Refused(reason).body(), {}
    return None


def _lose(request: web.Request) -> None:
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
