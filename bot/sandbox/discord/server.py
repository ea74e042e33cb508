"""The local Discord: REST v10 and gateway on one port of this computer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from bot.sandbox.discord.bodies import LARGEST_REQUEST
from bot.sandbox.discord.faulty import FaultyDiscord
from bot.sandbox.discord.front import Front
from bot.sandbox.discord.gateway.conversation import Doorstep
from bot.sandbox.discord.gateway.door import Door
from bot.sandbox.discord.limits.keeper import LimitKeeper
from bot.sandbox.discord.people.hands import DiscordHands
from bot.sandbox.discord.reasons import NOT_FOUND
from bot.sandbox.discord.records import Attachment
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.replies import refused, response
from bot.sandbox.discord.routes import ROUTES
from bot.sandbox.discord.windows import Windows
from bot.sandbox.discord.world import make_world
from bot.sandbox.faults import Faults
from bot.sandbox.hands import CannotDo
from bot.sandbox.ordered_faults import OrderedFaults
from bot.sandbox.residents import LocalWorkspace

API = "/api/v10"
_MEDIA_TYPE = re.compile(r"[\x21-\x7e]+/[\x20-\x7e]+")


class DiscordServer(DiscordHands):
    """A stand-in for Discord that real client libraries connect to; it is also the people's hands.

    `approved_intents` are the privileged gateway intents (bits) that the app was granted: none by default.
    `faults` are ordered by route name such as `POST /channels/{channel_id}/messages`.
    """

    def __init__(
        self,
        workspaces: Sequence[LocalWorkspace],
        now: Callable[[], datetime],
        windows: Windows | None = None,
        approved_intents: int = 0,
        *,
        rate_limits: bool = True,
    ) -> None:
        timing = windows or Windows()
        timing = timing if rate_limits else timing.unhurried()
        super().__init__(make_world(workspaces, now, timing, approved_intents))
        self.faults = Faults()
        self.traffic = self._world.traffic
        self._door = Door(lambda: self.fault_desk.is_out, lambda: self.fault_desk.is_silent)
        faulty = FaultyDiscord(self._world, self._door, {route.name for route in ROUTES})
        self.fault_desk = OrderedFaults(faulty, self.faults, now)
        self._world.hub.fate = self.fault_desk.fate
        limits = LimitKeeper(timing.requests_a_second, on=rate_limits)
        self._front = Front(self._world, self.faults, self.traffic, limits, lambda: self.fault_desk.is_out)
        self._runner: web.AppRunner | None = None
        self.address = ""
        self.gateway_address = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. `address` and `gateway_address` are set afterwards."""
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        self._runner = runner
        taken = runner.addresses[0][1]
        self.address = f"http://{host}:{taken}"
        self.gateway_address = f"ws://{host}:{taken}/gateway"
        self._world.hub.address = self.gateway_address
        self._world.posts.served_at(self.address)

    async def stop(self) -> None:
        """Close every socket and stop listening."""
        self._door.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def invalidate_sessions(self, *, resumable: bool = False) -> None:
        """Say with opcode 9 that every session is invalid; those that are not resumable are forgotten."""
        if not resumable:
            self._world.hub.forget_all()
        self._door.invalidate(resumable=resumable)

    def follow_event(self, user: str, event: str, *, follows: bool = True) -> None:
        """Let a person want to come to a scheduled event, or no longer; CannotDo when there is none."""
        found = self._world.events.anywhere(event)
        if found is None:
            raise CannotDo(f"There is no scheduled event {event!r}")
        self._world.events.mark(found, user, interested=follows)

    async def repeat_interaction(self) -> None:
        """Send the last interaction to the app once more, under the same id."""
        self._world.hub.repeat_act()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_REQUEST)
        for route in ROUTES:
            application.router.add_route(route.method, API + route.path, self._front.serve(route))
        application.router.add_get("/gateway", self._gateway)
        application.router.add_get("/gateway/", self._gateway)
        application.router.add_get("/attachments/{channel}/{attachment}/{name}", self._attachment)
        application.router.add_get("/ephemeral-attachments/{app}/{attachment}/{name}", self._upload)
        application.router.add_route("*", "/{rest:(?s:.*)}", _not_found)
        return application

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        world = self._world
        doorstep = Doorstep(world.hub, world.directory, world.approved_intents, self.gateway_address)
        return await self._door.serve(request, doorstep)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        named = request.match_info
        return await _file(request, self._world.posts.attachment(named["channel"], named["attachment"]))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        return await _file(request, self._world.uploads.find(request.match_info["attachment"]))


async def _file(request: web.Request, file: Attachment | None) -> web.StreamResponse:
    """Answer with a file that can do nothing in a browser but be looked at or saved."""
    if file is None:
        return await _not_found(request)
    media_type = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else "application/octet-stream"
    tame = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=file.content, headers={"Content-Type": media_type, **tame})


async def _not_found(request: web.Request) -> web.StreamResponse:
    del request
    return response(refused(Refused(NOT_FOUND)))
