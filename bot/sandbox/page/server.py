"""The web server of the page: started beside the two platforms' local servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.sandbox.hands import Hands
from bot.sandbox.page.api import Api
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.files import file_routes
from bot.sandbox.page.guard import add_headers, explain_errors, refuse_strangers
from bot.sandbox.page.town import Town
from bot.sandbox.residents import LocalWorkspace, Persona
from bot.sandbox.time_travel import TimeTravel

_LARGEST_BODY = 256 * 1024


class PageServer:
    """The page and its JSON API.

    `hands` and `workspaces` are by platform, in the order in which the page shows them. The page opens on
    the first persona's direct message.
    """

    def __init__(
        self,
        hands: Mapping[str, Hands],
        workspaces: Mapping[str, LocalWorkspace],
        personas: Sequence[Persona],
        time: TimeTravel,
    ) -> None:
        self._hands = hands
        self._changes = Changes()
        self._api = Api(Town(hands, workspaces, personas), time, self._changes)
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. `address` is then the page's URL, without a slash at its end."""
        app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[refuse_strangers, explain_errors])
        app.on_response_prepare.append(add_headers)
        app.add_routes(self._api.routes())
        app.add_routes(file_routes())
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._changes.watch(self._hands.values())
        self.address = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End every open page's stream and stop listening."""
        self._changes.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
