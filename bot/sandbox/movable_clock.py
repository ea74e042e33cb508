"""A clock that people can move forward, for a workspace whose app keeps time by itself or by this one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.sandbox.time_travel import Upcoming


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


class FreeTime:
    """Moving such a clock while nobody knows what the app has planned (`TimeTravel`)."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """The instant that the clock shows."""
        return self._clock.now()

    async def next_event(self) -> Upcoming | None:
        """Nothing: only the app knows."""
        return None

    async def move_to(self, instant: datetime) -> None:
        """Go there at once."""
        self._clock.move_to(instant)
