"""The hands of one person: what they press in a message to do what they have in mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.hands import Hands
from bot.sandbox.seen import SeenButton, SeenMenu, SeenMessage, SeenRow
from tests.school_year.habits import Deed, Intent


@dataclass(frozen=True, slots=True)
class Acts:
    """What one person does in their direct message with the bot."""

    hands: Hands
    account: str
    direct: str

    async def types(self, text: str) -> None:
        """Type a line."""
        await self.hands.types(self.account, self.direct, text)

    async def deals_with(self, message: SeenMessage, intent: Intent) -> None:
        """Do it, as far as the message still offers it."""
        if intent.deed is Deed.ANSWER:
            await self._answer(message.id, intent)
        else:
            begins = {Deed.SNOOZE: "later:", Deed.SKIP: "skip:"}[intent.deed]
            await self._choose(message.id, begins)

    async def _answer(self, message: str, intent: Intent) -> None:
        """Answer every question of the message; a tap redraws it at once, after a form that may be later."""
        wanted = intent.movement()
        opened: set[str] = set()
        for _ in range(8):
            buttons = self._buttons(message)
            tap = next((one for one in buttons if one.id.startswith(f"checkin-{wanted}:")), None)
            if tap is not None:
                await self.hands.presses(self.account, message, tap.id)
                continue
            form = next((one for one in buttons if _opens_a_form(one) and one.id not in opened), None)
            if form is None:
                return
            opened.add(form.id)
            await self.hands.presses(self.account, message, form.id)
            await self._fill(intent)

    async def _fill(self, intent: Intent) -> None:
        form = self.hands.form(self.account)
        if form is None:
            return
        values: dict[str, str] = {}
        for one in form.fields:
            if one.kind == "choice" and one.options:
                values[one.id] = intent.dice.choice(one.options).id
            elif one.kind == "text" and one.required:
                values[one.id] = "We met the new partners."
        await self.hands.submits(self.account, values)

    async def _choose(self, message: str, begins: str) -> None:
        for menu in self._menus(message):
            found = [one.id for one in menu.options if one.id.startswith(begins)]
            if found:
                await self.hands.presses(self.account, message, menu.id, found[-1])
                return

    def _controls(self, message: str) -> Iterator[SeenButton | SeenMenu]:
        (seen, *_) = self.hands.thread(self.account, self.direct, message)
        for part in seen.parts:
            if isinstance(part, SeenRow):
                yield from part.controls

    def _buttons(self, message: str) -> list[SeenButton]:
        return [one for one in self._controls(message) if isinstance(one, SeenButton)]

    def _menus(self, message: str) -> list[SeenMenu]:
        return [one for one in self._controls(message) if isinstance(one, SeenMenu)]


def _opens_a_form(button: SeenButton) -> bool:
    """The button of a question that is answered in a form; Change is not pressed."""
    return button.style == "main" and button.id.startswith(("rate:", "checkin-write:"))
