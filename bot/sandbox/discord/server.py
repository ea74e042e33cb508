"""The local Discord: REST v10 and gateway on one port of this computer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from bot.sandbox.discord.front import Front, LoggedRequest
from bot.sandbox.discord.gateway.sockets import GatewaySocket
from bot.sandbox.discord.people.hands import DiscordHands
from bot.sandbox.discord.refusals import NOT_FOUND, Refused
from bot.sandbox.discord.replies import refused, response
from bot.sandbox.discord.routes import ROUTES
from bot.sandbox.discord.windows import Windows
from bot.sandbox.discord.world import make_world
from bot.sandbox.faults import Faults
from bot.sandbox.residents import LocalWorkspace

API = "/api/v10"
_RECONNECT, _INVALID_SESSION = 7, 9


class DiscordServer(DiscordHands):
    """A stand-in for Discord that real client libraries connect to; it is also the people's hands.

    `approved_intents` are the privileged gateway intents (bits) that the app was granted: none by default.
    """

    def __init__(
        self,
        workspaces: Sequence[LocalWorkspace],
        now: Callable[[], datetime],
        windows: Windows | None = None,
        approved_intents: int = 0,
    ) -> None:
        super().__init__(make_world(workspaces, now, windows or Windows(), approved_intents))
        self._front = Front(self._world)
        self._sockets: set[GatewaySocket] = set()
        self._runner: web.AppRunner | None = None
        self.address = ""
        self.gateway_address = ""

    @property
    def faults(self) -> Faults:
        """Failures to order, by route name such as `POST /channels/{channel_id}/messages`."""
        return self._front.faults

    @property
    def requests(self) -> deque[LoggedRequest]:
        """The last REST requests, oldest first."""
        return self._front.requests

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
        for socket in tuple(self._sockets):
            socket.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    def refuse_dms(self, user: str, refuses: bool = True) -> None:
        """Let a person's direct messages be refused (50007), or accepted again."""
        (self._world.refuses_dms.add if refuses else self._world.refuses_dms.discard)(user)

    async def ask_to_reconnect(self) -> None:
        """Send opcode 7 to every client."""
        for socket in tuple(self._sockets):
            socket.send({"op": _RECONNECT, "s": None, "t": None, "d": None})

    async def drop_sockets(self) -> None:
        """Cut every gateway connection; the sessions can be resumed."""
        for socket in tuple(self._sockets):
            socket.drop()

    async def invalidate_sessions(self) -> None:
        """Forget every session and say so with opcode 9."""
        self._world.hub.forget_all()
        for socket in tuple(self._sockets):
            socket.send({"op": _INVALID_SESSION, "s": None, "t": None, "d": False})

    async def repeat_interaction(self) -> None:
        """Send the last interaction to the app once more, under the same id."""
        self._world.hub.repeat_act()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=64 * 1024 * 1024)
        for route in ROUTES:
            application.router.add_route(route.method, API + route.path, self._front.serve(route))
        application.router.add_get("/gateway", self._gateway)
        application.router.add_get("/gateway/", self._gateway)
        application.router.add_get("/attachments/{channel}/{attachment}/{name}", self._attachment)
        application.router.add_route("*", "/{rest:.*}", _not_found)
        return application

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        world = self._world
        socket = GatewaySocket(world.hub, world.directory, world.approved_intents, self.gateway_address)
        self._sockets.add(socket)
        try:
            return await socket.serve(request)
        finally:
            self._sockets.discard(socket)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        file = self._world.posts.attachment(request.match_info["channel"], request.match_info["attachment"])
        if file is None:
            return await _not_found(request)
        return web.Response(body=file.content, headers={"Content-Type": file.media_type})


async def _not_found(request: web.Request) -> web.StreamResponse:
    del request
    return response(refused(Refused(NOT_FOUND)))
