"""The local Slack: Web API, Socket Mode and the people in its workspaces, in one small server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.fault_desk import FaultDesk
from bot.sandbox.faults import Faults
from bot.sandbox.hands import Hands
from bot.sandbox.ordered_faults import OrderedFaults
from bot.sandbox.residents import LocalWorkspace
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.events import Events
from bot.sandbox.slack.delivery.happenings import Happenings
from bot.sandbox.slack.delivery.request_urls import RequestUrls
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.faulty import outages
from bot.sandbox.slack.faulty_platform import FaultySlack
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.people.commands import Commands
from bot.sandbox.slack.people.hands import SlackHands
from bot.sandbox.slack.rate_limits import RateLimits
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.side_routes import SideRoutes
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.desk import WebApi
from bot.sandbox.slack.web_routes import WebRoutes
from bot.sandbox.slack.windows import Windows
from bot.sandbox.traffic import Traffic

LARGEST_REQUEST = 64 * 1024 * 1024


class SlackServer:
    """A stand-in for slack.com on a port of this computer; an app's `base_url` is `address + "/api/"`.

    `manifest` is the app's manifest as data: its scopes, slash commands, events and home; None stands for an
    app that was given everything. `rate_limits` are Slack's documented ones. `faults` are ordered by Web API
    method, or for "response_url" and "upload".
    """

    def __init__(
        self,
        workspaces: Sequence[LocalWorkspace],
        now: Callable[[], datetime],
        *,
        manifest: Mapping[str, Any] | None = None,
        windows: Windows | None = None,
        rate_limits: bool = True,
    ) -> None:
        windows = windows or Windows()
        self.manifest = AppManifest.read(manifest)
        self.town = Town(workspaces, now, windows, self.manifest)
        self.faults = Faults()
        self.traffic = Traffic(now)
        self._limits = RateLimits(on=rate_limits)
        self.sockets = Sockets(windows)
        self._faults = OrderedFaults(FaultySlack(self.town, self.sockets), self.faults, now)
        self.fault_desk: FaultDesk = self._faults
        self._urls = RequestUrls(self.manifest, windows)
        self.courier = Courier(self.sockets, self._urls, self.manifest, windows, self._faults, self.traffic)
        happenings = Happenings(self.town, Events(self.courier, windows, self.manifest))
        self.hands: Hands = SlackHands(self.town, self.courier, happenings, Commands(self.manifest))
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """The base URL, without a slash at its end; empty before `start`."""
        return self.town.address

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        middlewares = [outages(self._faults, self.traffic)]
        application = web.Application(client_max_size=LARGEST_REQUEST, middlewares=middlewares)
        WebRoutes(WebApi(self.town, self._limits), self.faults, self.traffic).add_to(application.router)
        SideRoutes(self.town, self._limits, self.faults, self.traffic).add_to(application.router)
        application.router.add_get("/link/", self._link)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.town.address = f"http://{host}:{_port(self._runner)}"
        self._urls.start()

    async def verify_url(self) -> str:
        """Send the challenge to the events' URL of the manifest; returns what is wrong, "" if nothing."""
        return await self._urls.verify(self.town.workspaces[0].app.signing_secret)

    async def stop(self) -> None:
        """Close every socket and stop listening."""
        await self.courier.stop()
        await self._urls.stop()
        await self.sockets.close_all()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _link(self, request: web.Request) -> web.StreamResponse:
        try:
            app_token = self.town.socket_tickets.use(request.query.get("ticket", ""))
        except Refused as refused:
            return web.Response(status=403, text=refused.error)
        app_id, silent = request.query.get("app_id", ""), self._faults.is_silent
        return await self.sockets.serve(app_token, app_id, request, silent=silent)


def _port(runner: web.AppRunner) -> int:
    port: int = runner.addresses[0][1]
    return port
