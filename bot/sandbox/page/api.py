"""The routes under /api: the same things that a person does on the page."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.sandbox.page.as_json import answer
from bot.sandbox.page.asked import Asked, Expected, Malformed, read_body, read_query
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.moves import destination
from bot.sandbox.page.town import Town
from bot.sandbox.page.view import view_of
from bot.sandbox.time_travel import TimeTravel

_WHO = ("persona", "platform")
_VIEW = Expected(_WHO, ("place", "last"))
_PLACE = Expected((*_WHO, "place"))
_LINE = Expected((*_WHO, "place", "text"))
_PRESS = Expected((*_WHO, "message", "control"), ("value", "place"))
_SUBMIT = Expected(_WHO, ("place",), values=True)
_DISMISS = Expected(_WHO, ("place",))
_CLOCK = Expected(("move",), ("persona",))


class Api:
    """Handlers; every act answers with what the person sees after it."""

    def __init__(self, town: Town, time: TimeTravel, changes: Changes) -> None:
        self._town = town
        self._time = time
        self._changes = changes
        self._one_move = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """List the routes, in the order of docs/local-workspace.md."""
        return [
            web.get("/api/town", self.town),
            web.get("/api/view", self.view),
            web.get("/api/changes", self._changes.stream),
            web.post("/api/read", self.read),
            web.post("/api/type", self.type),
            web.post("/api/suggest", self.suggest),
            web.post("/api/press", self.press),
            web.post("/api/submit", self.submit),
            web.post("/api/dismiss", self.dismiss),
            web.post("/api/clock", self.clock),
        ]

    async def town(self, _: web.Request) -> web.Response:
        """Personas, workspaces, places and the clock."""
        return answer({"clock": await self._clock(), **self._town.picture()})

    async def view(self, request: web.Request) -> web.Response:
        """What one person sees in one place; without a place, in the direct message with the app."""
        asked = read_query(request, _VIEW)
        return self._seen(asked, _count(asked["last"] or "200"))

    async def read(self, request: web.Request) -> web.Response:
        """Note that the person looked at the place."""
        asked = await read_body(request, _PLACE)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        standing.hands.mark_read(standing.user, asked["place"])
        return self._seen(asked)

    async def type(self, request: web.Request) -> web.Response:
        """Send a line or a slash command."""
        asked = await read_body(request, _LINE)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        await standing.hands.types(standing.user, asked["place"], asked["text"])
        return self._seen(asked)

    async def suggest(self, request: web.Request) -> web.Response:
        """Complete a half-typed command."""
        asked = await read_body(request, _LINE)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        offers = await standing.hands.suggests(standing.user, asked["place"], asked["text"])
        return answer({"suggestions": list(offers)})

    async def press(self, request: web.Request) -> web.Response:
        """Press a button or choose in a menu."""
        asked = await read_body(request, _PRESS)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        await standing.hands.presses(standing.user, asked["message"], asked["control"], asked["value"])
        return self._seen(asked)

    async def submit(self, request: web.Request) -> web.Response:
        """Send the open form."""
        asked = await read_body(request, _SUBMIT)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        await standing.hands.submits(standing.user, asked.values)
        return self._seen(asked)

    async def dismiss(self, request: web.Request) -> web.Response:
        """Close the open form without sending it."""
        asked = await read_body(request, _DISMISS)
        standing = self._town.must_stand(asked["persona"], asked["platform"])
        await standing.hands.dismisses(standing.user)
        return self._seen(asked)

    async def clock(self, request: web.Request) -> web.Response:
        """Move the clock; answers when everything due on the way was done."""
        asked = await read_body(request, _CLOCK)
        zone = self._town.zone(asked["persona"] or self._town.first())
        async with self._one_move:
            await self._time.move_to(await destination(asked["move"], self._time, zone))
        self._changes.tell()
        return answer({"clock": await self._clock()})

    async def _clock(self) -> dict[str, object]:
        return {"now": self._time.now(), "next": await self._time.next_event()}

    def _seen(self, asked: Asked, last: int = 200) -> web.Response:
        return answer(view_of(self._town, asked["persona"], asked["platform"], asked["place"], last))


def _count(words: str) -> int:
    if not words.isdecimal() or not words.isascii():
        raise Malformed(f'last is "{words}". Expected a number of messages such as 200')
    return int(words)
