"""Somebody before the bot's home page in Slack: opens it, reads it, presses what is on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.sandbox.seen import SeenButton, SeenMenu, SeenPart, SeenRow
from tests.town import PATIENCE, NotSeen, Somebody
from tests.words import words_of_parts

HOME = "home"


@dataclass(frozen=True)
class AtHome:
    """A person of Slack and their home page."""

    who: Somebody

    async def opens(self) -> None:
        """Turn to the page."""
        await self.who.hands.opens_home(self.who.account)

    @property
    def parts(self) -> list[SeenPart]:
        """What stands there now."""
        return list(self.who.hands.home(self.who.account) or ())

    @property
    def words(self) -> str:
        """All that it says."""
        return words_of_parts(self.parts)

    async def sees(self, *words: str, without: str = "") -> None:
        """Wait until the page shows all the words, and not those of `without`."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(word in self.words for word in words) or (without and without in self.words):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)  # a person looks again; there is no event for "not yet"
        except TimeoutError:
            raise NotSeen(f"{self.who.name} does not see {words} at home:\n{self.words}") from None

    async def presses(self, label: str) -> None:
        """Press the first button with that label."""
        control = next((one for one in self._buttons() if one.label == label), None)
        if control is None:
            raise NotSeen(f"{self.who.name} finds no button {label!r} at home:\n{self.words}")
        await self.who.hands.presses(self.who.account, HOME, control.id)

    def _buttons(self) -> list[SeenButton]:
        return [one for one in self._controls() if isinstance(one, SeenButton)]

    def _controls(self) -> list[SeenButton | SeenMenu]:
        return [control for part in self.parts if isinstance(part, SeenRow) for control in part.controls]
