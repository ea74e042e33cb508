"""What a person does, as routes: every act answers with what the person sees after it."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.page.as_json import answer
from bot.sandbox.page.asked import Asked, Expected, read_body
from bot.sandbox.page.town import Standing, Town
from bot.sandbox.page.view import view_of

LAST = 200
WHO = ("persona", "platform")
_PLACE = Expected((*WHO, "place"))
_LINE = Expected((*WHO, "place", "text"), ("thread",))
_HALF_LINE = Expected((*WHO, "place", "text"))
_PRESS = Expected((*WHO, "message", "control"), ("value", "place"))
_USE = Expected((*WHO, "message", "shortcut"), ("place",))
_SEARCH = Expected((*WHO, "message", "control", "text"), ("place",))
_SUBMIT = Expected(WHO, ("place",), form=True)
_DISMISS = Expected(WHO, ("place",))


class Acts:
    """Handlers of what people do."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def read(self, request: web.Request) -> web.Response:
        """Note that the person looked at the place."""
        asked = await read_body(request, _PLACE)
        standing = self._standing(asked)
        standing.hands.mark_read(standing.user, asked["place"])
        return self._seen(asked)

    async def type(self, request: web.Request) -> web.Response:
        """Send a line or a slash command."""
        asked = await read_body(request, _LINE)
        standing = self._standing(asked)
        await standing.hands.types(standing.user, asked["place"], asked["text"], asked["thread"])
        return self._seen(asked)

    async def suggest(self, request: web.Request) -> web.Response:
        """Complete a half-typed command."""
        asked = await read_body(request, _HALF_LINE)
        standing = self._standing(asked)
        offers = await standing.hands.suggests(standing.user, asked["place"], asked["text"])
        return answer({"suggestions": list(offers)})

    async def press(self, request: web.Request) -> web.Response:
        """Press a button or choose in a menu."""
        asked = await read_body(request, _PRESS)
        standing = self._standing(asked)
        await standing.hands.presses(standing.user, asked["message"], asked["control"], asked["value"])
        return self._seen(asked)

    async def use(self, request: web.Request) -> web.Response:
        """Choose one of the app's shortcuts in the menu of a message."""
        asked = await read_body(request, _USE)
        standing = self._standing(asked)
        await standing.hands.uses_on_message(standing.user, asked["message"], asked["shortcut"])
        return self._seen(asked)

    async def search(self, request: web.Request) -> web.Response:
        """Ask the app for the choices of a menu."""
        asked = await read_body(request, _SEARCH)
        standing = self._standing(asked)
        found = await standing.hands.searches(
            standing.user, asked["message"], asked["control"], asked["text"]
        )
        return answer({"options": list(found)})

    async def submit(self, request: web.Request) -> web.Response:
        """Send the open form."""
        asked = await read_body(request, _SUBMIT)
        standing = self._standing(asked)
        await standing.hands.submits(standing.user, asked.values, asked.files)
        return self._seen(asked)

    async def dismiss(self, request: web.Request) -> web.Response:
        """Close the open form without sending it."""
        asked = await read_body(request, _DISMISS)
        standing = self._standing(asked)
        await standing.hands.dismisses(standing.user)
        return self._seen(asked)

    def _standing(self, asked: Asked) -> Standing:
        return self._town.must_stand(asked["persona"], asked["platform"])

    def _seen(self, asked: Asked) -> web.Response:
        return answer(view_of(self._town, asked["persona"], asked["platform"], asked["place"], LAST))
