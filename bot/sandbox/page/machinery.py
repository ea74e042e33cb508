"""What stands behind the workspaces, as routes: the clock, the traffic, the faults."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.page.acts import LAST
from bot.sandbox.page.as_json import answer
from bot.sandbox.page.asked import Expected, read_body, read_query
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.clock import PageClock
from bot.sandbox.page.fault_orders import CLEAR, ORDER, fault_order, faults_of
from bot.sandbox.page.malformed import Malformed
from bot.sandbox.page.town import Town

_CLOCK = Expected((), ("move", "persona"), ("play",))
_TRAFFIC = Expected(("platform",), ("after", "last"))
_NOTHING = Expected(())


class Machinery:
    """Handlers of what no person in a workspace could do."""

    def __init__(self, town: Town, clock: PageClock, changes: Changes) -> None:
        self._town = town
        self._clock = clock
        self._changes = changes

    async def clock(self, request: web.Request) -> web.Response:
        """Move the clock and answer when everything due on the way was done, or let it play."""
        asked = await read_body(request, _CLOCK)
        zone = self._town.zone(asked["persona"] or self._town.first())
        if ("move" in asked.words) == ("play" in asked.numbers):
            raise Malformed('Expected either "move" or "play" (a number)')
        if "play" in asked.numbers:
            await self._clock.play(asked.numbers["play"])
        else:
            await self._clock.move(asked["move"], zone)
            self._changes.tell()
        return answer({"clock": await self._clock.picture()})

    async def traffic(self, request: web.Request) -> web.Response:
        """What went between the app and a platform."""
        asked = read_query(request, _TRAFFIC)
        last = asked.count("last", LAST)
        found = self._town.platform(asked["platform"]).traffic.after(asked.count("after", 0))
        return answer({"platform": asked["platform"], "exchanges": list(found)[max(0, len(found) - last) :]})

    async def faults(self, request: web.Request) -> web.Response:
        """What can go wrong, and what does."""
        read_query(request, _NOTHING)
        return answer(faults_of(self._town.platforms))

    async def order_fault(self, request: web.Request) -> web.Response:
        """Let something go wrong."""
        asked = await read_body(request, ORDER)
        platform = self._town.platform(asked["platform"])
        await platform.faults.order(fault_order(asked))
        return self._after_faults()

    async def clear_faults(self, request: web.Request) -> web.Response:
        """End every fault of a platform."""
        await self._town.platform(read_query(request, CLEAR)["platform"]).faults.clear()
        return self._after_faults()

    def _after_faults(self) -> web.Response:
        self._changes.tell()
        return answer(faults_of(self._town.platforms))
