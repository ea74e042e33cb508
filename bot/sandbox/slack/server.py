"""The local Slack: Web API, Socket Mode and the people in its workspaces, in one small server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.hands import Hands
from bot.sandbox.residents import LocalWorkspace
from bot.sandbox.slack.commands import Commands
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.people_hands import SlackHands
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.requests import Requests
from bot.sandbox.slack.side_routes import SideRoutes
from bot.sandbox.slack.sockets import Sockets
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_routes import WebRoutes
from bot.sandbox.slack.windows import Windows

LARGEST_REQUEST = 64 * 1024 * 1024


class SlackServer:
    """A stand-in for slack.com on a port of this computer; an app's `base_url` is `address + "/api/"`.

    `commands` are the slash commands and `events` the event subscriptions of the app's manifest;
    `usage_hint` is what Slack shows behind a half-typed command, and `escape_names` the manifest's
    `should_escape`: `@Name` in a command arrives as `<@U…|name>`.
    """

    def __init__(
        self,
        workspaces: Sequence[LocalWorkspace],
        now: Callable[[], datetime],
        *,
        commands: tuple[str, ...] = ("/stem",),
        usage_hint: str = "",
        escape_names: bool = False,
        events: tuple[str, ...] = (),
        windows: Windows | None = None,
    ) -> None:
        windows = windows or Windows()
        self.town = Town(workspaces, now, windows)
        self.faults = Faults()
        self.requests = Requests()
        self.sockets = Sockets(windows)
        self.events = Events(self.sockets, windows, events)
        self.hands: Hands = SlackHands(
            self.town, self.sockets, self.events, Commands(commands, usage_hint, escape_names)
        )
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """The base URL, without a slash at its end; empty before `start`."""
        return self.town.address

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        application = web.Application(client_max_size=LARGEST_REQUEST)
        WebRoutes(self.town, self.faults, self.requests).add_to(application.router)
        SideRoutes(self.town, self.faults, self.requests).add_to(application.router)
        application.router.add_get("/link/", self._link)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.town.address = f"http://{host}:{_port(self._runner)}"

    async def stop(self) -> None:
        """Close every socket and stop listening."""
        await self.events.stop()
        await self.sockets.close_all()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _link(self, request: web.Request) -> web.StreamResponse:
        try:
            app_token = self.town.socket_tickets.use(request.query.get("ticket", ""))
        except Refused as refused:
            return web.Response(status=403, text=refused.error)
        return await self.sockets.serve(app_token, request.query.get("app_id", ""), request)


def _port(runner: web.AppRunner) -> int:
    port: int = runner.addresses[0][1]
    return port
