"""The composition root: the only file that names the concrete parts, and in which order they start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat.messenger import Messenger, Reception
from bot.chat.router import Router
from bot.features import all as features
from bot.language.catalogue import phrases_in
from bot.reception import FrontDesk
from bot.schedule.clock import Ticker
from bot.schedule.clock_time import Clock
from bot.schedule.delivery import Postman
from bot.schedule.occurrences import Keeper
from bot.store.engine import Store
from rubric.model import Library


class Connection(Protocol):
    """A platform, connected or not."""

    platform: str

    @property
    def messenger(self) -> Messenger:
        """What sends its messages."""

    async def start(self) -> None:
        """Connect; returns when events can come."""

    async def stop(self) -> None:
        """Finish what was begun, then disconnect."""


Connect = Callable[[Reception], Sequence[Connection]]


@dataclass(frozen=True, slots=True)
class App:
    """The whole bot."""

    store: Store
    keeper: Keeper
    postman: Postman
    ticker: Ticker
    connections: Sequence[Connection]

    async def start(self) -> None:
        """Connect the platforms, then let the clock tick."""
        await asyncio.gather(*(connection.start() for connection in self.connections))
        self.ticker.start()

    async def stop(self) -> None:
        """No more ticks, then no more events, then no more writes: what was begun is finished."""
        await self.ticker.stop()
        await asyncio.gather(*(connection.stop() for connection in self.connections))
        await self.store.close()

    async def settle(self) -> None:
        """Do everything that is due by now, until nothing is."""
        while True:
            await self.keeper.tick()
            if not await self.postman.deliver_due():
                return


def assemble(store: Store, clock: Clock, library: Library, connect: Connect) -> App:
    """Put the parts together; nothing is started."""
    router = Router(features.ROUTES)
    ticker = Ticker()
    reception = FrontDesk(router, store, library, clock, phrases_in, ticker.wake)
    connections = connect(reception)
    messengers = {connection.platform: connection.messenger for connection in connections}
    planners = {planner.kind: planner for planner in features.PLANNERS}
    keeper = Keeper(store, clock, library, phrases_in, planners, features.CHORES)
    postman = Postman(store, clock, messengers, keeper.desk, features.ON_FAILURE)
    app = App(store, keeper, postman, ticker, connections)
    ticker.calls(app.settle)
    return app
