"""A clock that people can move forward, and the bot that keeps up with it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.sandbox.time_travel import Upcoming
from bot.schedule.upcoming import next_due
from bot.store.engine import Store

_WORDS = {
    "check-in": "Next check-in",
    "digest": "Weekly digest",
    "meeting": "Meeting reminder",
    "prompt": "Next check-in",
    "hello": "First hello",
    "norm": "Meeting reminder",
    "notice": "A notice",
    "edit": "A message changes",
}


class MovableClock:
    """Starts at an instant and goes on from there as time passes; moving adds to it."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._begun = monotonic()

    def now(self) -> datetime:
        """The instant it shows (UTC)."""
        return self._start + timedelta(seconds=monotonic() - self._begun)

    def real(self) -> datetime:
        """The instant that really is, which nobody moves."""
        return datetime.now(UTC)

    def move_to(self, instant: datetime) -> None:
        """Go forward to an instant; one that has passed changes nothing."""
        self._start += max(instant - self.now(), timedelta())


@dataclass(slots=True)
class TimeMachine:
    """Moves the clock from one due moment to the next, letting the bot finish each (`TimeTravel`)."""

    clock: MovableClock
    store: Store
    settle: Callable[[], Awaitable[None]]
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def now(self) -> datetime:
        """The instant that the clock shows."""
        return self.clock.now()

    async def next_event(self) -> Upcoming | None:
        """What the bot will do next by itself."""
        due = await self.store.read(lambda session: next_due(session, self.clock.now()))
        return Upcoming(due[0], _WORDS.get(due[1], due[1])) if due else None

    async def move_to(self, instant: datetime) -> None:
        """Go there, stopping at everything due on the way."""
        async with self._moving:
            await self.settle()
            while (upcoming := await self.next_event()) and upcoming.at <= instant:
                self.clock.move_to(upcoming.at)
                await self.settle()
            self.clock.move_to(instant)
            await self.settle()
