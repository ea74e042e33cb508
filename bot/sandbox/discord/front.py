"""The HTTP side of REST: tokens, bodies, limits, faults and the traffic around the table's handlers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from bot.sandbox.discord.bodies import read_body
from bot.sandbox.discord.limits.keeper import LimitKeeper
from bot.sandbox.discord.reasons import UNAUTHORIZED
from bot.sandbox.discord.records import App, Attachment
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.replies import OUTAGE, Reply, ordered, refused, response
from bot.sandbox.discord.rest.call import Call
from bot.sandbox.discord.routes import Route
from bot.sandbox.discord.world import World
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.traffic import Traffic

_NO_FAULT = Fault("slow")


@dataclass(slots=True)
class _Asked:
    """What was read of a request so far."""

    body: Any = None
    files: tuple[Attachment, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Front:
    """Turns HTTP requests into calls of the table's handlers; `is_out` says whether nothing answers now.

    In the traffic a request is `{path, query, body, files}`: tokens are not in the path, `files` are the
    names of what was uploaded.
    """

    world: World
    faults: Faults
    traffic: Traffic
    limits: LimitKeeper
    is_out: Callable[[], bool] = bool

    def serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the web handler of a route."""

        async def handle(request: web.Request) -> web.StreamResponse:
            began = time.monotonic()
            fault = self.faults.take(route.name) or _NO_FAULT
            asked = _Asked()
            reply = await self._served(route, request, fault, asked)
            self.limits.answered(reply)
            self._note(route, request, asked, reply, time.monotonic() - began)
            if fault.kind == "lose-the-answer" and isinstance(request.transport, asyncio.Transport):
                request.transport.abort()
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            return response(reply)

        return handle

    async def _served(self, route: Route, request: web.Request, fault: Fault, asked: _Asked) -> Reply:
        if self.is_out():
            return OUTAGE
        try:
            app = self._authorized(route, request)
            asked.body, asked.files = await read_body(request, self.world.ids)
            instead = self.limits.held_back(route, app, request.match_info, asked.headers) or ordered(fault)
            if instead is not None:
                return instead
            call = Call(request.match_info, request.query, asked.body, asked.files, app)
            call.check_ids()
            answer = route.handler(self.world, call)
        except Refused as refusal:
            reply = refused(refusal)
            return replace(reply, headers={**asked.headers, **reply.headers})
        return Reply(answer.status, answer.body, asked.headers)

    def _authorized(self, route: Route, request: web.Request) -> App | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        app = self.world.directory.app_by_token(token) if scheme == "Bot" else None
        if app is None and not route.open:
            raise Refused(UNAUTHORIZED)
        return app

    def _note(self, route: Route, request: web.Request, asked: _Asked, reply: Reply, took: float) -> None:
        hidden = {"token": "…"} if "token" in request.match_info else {}
        sent: dict[str, Any] = {"path": route.path.format(**{**request.match_info, **hidden})}
        if request.query:
            sent["query"] = dict(request.query)
        if asked.body is not None:
            sent["body"] = asked.body
        if asked.files:
            sent["files"] = [file.name for file in asked.files]
        self.traffic.add(route.name, sent, reply.body, status=reply.status, took=took)
