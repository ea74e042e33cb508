"""Leaves a platform's workspace alone for as long as it asked for, or while it is in trouble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.schedule.pace import Lane, Line

Way = tuple[Line, Lane]
_LONGEST = timedelta(minutes=1)


@dataclass(slots=True)
class Rests:
    """Until when (the calendar's time) nothing goes a way, for every way that rests."""

    _until: dict[Way, datetime] = field(default_factory=dict)
    _troubles: Counter[Way] = field(default_factory=Counter)

    def rest(self, ways: Iterable[Way], until: datetime) -> None:
        """Send nothing there before `until`."""
        for way in ways:
            self._until[way] = max(self._until.get(way, until), until)

    def trouble(self, ways: Iterable[Way], now: datetime) -> None:
        """Nobody knows what became of a message: after the first, wait 1 s, then twice as long each time.

        While a platform is down every message would have to be looked up later, so few are tried.
        """
        for way in ways:
            if self._until.get(way, now) <= now:
                count = self._troubles[way]
                self._troubles[way] += 1
                pause = timedelta(seconds=2 ** (count - 1)) if count else timedelta()
                self._until[way] = now + min(pause, _LONGEST)

    def well(self, ways: Iterable[Way]) -> None:
        """Something went through."""
        for way in ways:
            self._troubles.pop(way, None)

    def until(self, ways: Iterable[Way], now: datetime) -> datetime | None:
        """When the last of the ways has rested; None when none of them rests now."""
        return max((self._until[way] for way in ways if self._until.get(way, now) > now), default=None)

    def resting(self, now: datetime) -> frozenset[Way]:
        """The ways that rest now."""
        for way in [way for way, until in self._until.items() if until <= now]:
            del self._until[way]
        return frozenset(self._until)
