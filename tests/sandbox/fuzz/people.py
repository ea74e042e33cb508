"""People who go on using both workspaces meanwhile, so that there are triggers, tokens and forms to spoil."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.sandbox.hands import CannotDo, Hands
from bot.sandbox.seen import SeenMessage, SeenRow
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.page_requests import LINES
from tests.sandbox.fuzz.premises import ANA, ANA_THERE, BEN, BEN_THERE, Premises
from tests.sandbox.fuzz.watch import Watch

VALUES = ("one", "1", "one,two", "2026-12-09", "10:30", "words", "")


class Person:
    """One person; whatever they do, they may be told that they cannot, and nothing else."""

    def __init__(self, hands: Hands, user: str, junk: Junk, harvest: Harvest) -> None:
        self._hands = hands
        self._user = user
        self._junk = junk
        self._harvest = harvest

    async def live(self, watch: Watch) -> None:
        """Do one thing after the other, for ever."""
        while True:
            act = self._junk.random.choice(self._acts())
            try:
                await act()
            except CannotDo:
                pass
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                watch.add(f"{self._hands.name}, {act.__name__} of {self._user}: {error!r}")
            await asyncio.sleep(0.02)

    def _acts(self) -> list[Callable[[], Awaitable[None]]]:
        return [self._types, self._presses, self._submits, self._dismisses, self._looks, self._searches]

    async def _types(self) -> None:
        line = self._junk.random.choice(LINES) if self._junk.chance(0.8) else self._junk.text()
        await self._hands.types(self._user, self._place(), line)

    async def _presses(self) -> None:
        message, control = self._control()
        await self._hands.presses(self._user, message, control, self._junk.random.choice(VALUES))

    async def _searches(self) -> None:
        message, control = self._control()
        await self._hands.searches(self._user, message, control, self._junk.text())

    async def _submits(self) -> None:
        form = self._hands.form(self._user)
        fields = form.fields if form else ()
        await self._hands.submits(
            self._user, {one.id: self._junk.random.choice(VALUES) for one in fields if self._junk.chance(0.5)}
        )

    async def _dismisses(self) -> None:
        await self._hands.dismisses(self._user)

    async def _looks(self) -> None:
        await self._hands.suggests(self._user, self._place(), self._junk.random.choice(LINES))
        self._hands.home(self._user)
        self._hands.troubles(self._user)
        await self._hands.opens_home(self._user)

    def _place(self) -> str:
        return self._junk.random.choice(self._hands.places(self._user)).id

    def _control(self) -> tuple[str, str]:
        seen = self._hands.messages(self._user, self._place())
        if not seen:
            return "", ""
        message: SeenMessage = self._junk.random.choice(seen[-30:])
        self._hands.thread(self._user, message.place, message.id)
        rows = [part for part in message.parts if isinstance(part, SeenRow)]
        controls = [control.id for row in rows for control in row.controls]
        return message.id, self._junk.random.choice(controls) if controls else ""


@asynccontextmanager
async def busy(here: Premises, junk: Junk, harvest: Harvest, watch: Watch) -> AsyncIterator[None]:
    """Let everyone live beside what is done meanwhile."""
    accounts: tuple[tuple[Hands, str], ...] = (
        (here.slack.hands, ANA),
        (here.slack.hands, BEN),
        (here.discord, ANA_THERE),
        (here.discord, BEN_THERE),
    )
    people = [Person(hands, user, junk, harvest) for hands, user in accounts]
    tasks = [asyncio.ensure_future(person.live(watch)) for person in people]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
