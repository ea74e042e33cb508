"""The web server of the page: started beside the two platforms' local servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.sandbox.page.api import api_routes
from bot.sandbox.page.asked import LARGEST_BODY
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.clock import PageClock
from bot.sandbox.page.files import file_routes
from bot.sandbox.page.guard import add_headers, explain_errors, refuse_strangers
from bot.sandbox.page.platform import Platform
from bot.sandbox.page.town import Town
from bot.sandbox.residents import Persona
from bot.sandbox.time_travel import TimeTravel


class PageServer:
    """The page and its JSON API.

    `platforms` are by name, in the order in which the page shows them; there is at least one persona, and
    the page opens on the first one's direct message.
    """

    def __init__(
        self, platforms: Mapping[str, Platform], personas: Sequence[Persona], time: TimeTravel
    ) -> None:
        self._town = Town(platforms, personas)
        self._changes = Changes()
        self._clock = PageClock(time, self._changes.tell_clock)
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. `address` is then the page's URL, without a slash at its end."""
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[refuse_strangers, explain_errors])
        app.on_response_prepare.append(add_headers)
        app.add_routes(api_routes(self._town, self._clock, self._changes))
        app.add_routes(file_routes())
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._changes.watch(self._town.platforms.values())
        self.address = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop the clock's playing, end every open page's stream and stop listening."""
        await self._clock.stop()
        self._changes.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
