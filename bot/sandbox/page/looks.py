"""What a person looks at, as routes: the view of a place, a thread, the app's home page."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.page.acts import LAST, WHO
from bot.sandbox.page.as_json import answer
from bot.sandbox.page.asked import Expected, read_body, read_query
from bot.sandbox.page.clock import PageClock
from bot.sandbox.page.town import Town
from bot.sandbox.page.view import home_of, thread_of, view_of

_VIEW = Expected(WHO, ("place", "last"))
_THREAD = Expected((*WHO, "place", "message"))
_HOME = Expected(WHO)


class Looks:
    """Handlers of what people look at."""

    def __init__(self, town: Town, clock: PageClock) -> None:
        self._town = town
        self._clock = clock

    async def town(self, _: web.Request) -> web.Response:
        """Personas, workspaces, places and the clock."""
        return answer({"clock": await self._clock.picture(), **self._town.picture()})

    async def view(self, request: web.Request) -> web.Response:
        """What one person sees in one place; without a place, in the direct message with the app."""
        asked = read_query(request, _VIEW)
        last = asked.count("last", LAST)
        return answer(view_of(self._town, asked["persona"], asked["platform"], asked["place"], last))

    async def thread(self, request: web.Request) -> web.Response:
        """A message and the replies in its thread."""
        asked = read_query(request, _THREAD)
        thread = thread_of(self._town, asked["persona"], asked["platform"], asked["place"], asked["message"])
        return answer(thread)

    async def home(self, request: web.Request) -> web.Response:
        """The app's home page as it is; the app is not told."""
        asked = read_query(request, _HOME)
        return answer(home_of(self._town, asked["persona"], asked["platform"]))

    async def open_home(self, request: web.Request) -> web.Response:
        """Open the app's home page; the app is told."""
        asked = await read_body(request, _HOME)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        if standing.hands.home(standing.user) is not None:
            await standing.hands.opens_home(standing.user)
        return answer(home_of(self._town, asked["persona"], asked["platform"]))
