"""Until when a check-in can be put off: an hour, a morning, next week; never into or past its last hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of, local_day

HOUR, MORNING, NEXT_WEEK = "hour", "morning", "week"
_AN_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_IN_THE_MORNING: Final = time(8)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `HOUR`, `MORNING` and `NEXT_WEEK`, the instant that it means (UTC), and its local day."""

    name: str
    until: datetime
    day: date


def choices(now: datetime, closes_at: datetime, times: Timing) -> tuple[Choice, ...]:
    """The choices that leave an hour to answer, at times at which the person can be written to."""
    last = closes_at - _AN_HOUR
    found: list[Choice] = []
    for name, until in _wished(now, last, times):
        if until <= last and until not in [one.until for one in found]:
            found.append(Choice(name, until, local_day(until, times.zone)))
    return tuple(found)


def _wished(now: datetime, last: datetime, times: Timing) -> Iterator[tuple[str, datetime]]:
    today = local_day(now, times.zone)
    if times.allows(now + _AN_HOUR):
        yield HOUR, now + _AN_HOUR
    monday = today + timedelta(days=_WEEK - today.weekday())
    for name, day in ((MORNING, today + _DAY), (NEXT_WEEK, monday)):
        until = times.next_allowed(instant_of(day, _IN_THE_MORNING, times.zone), last + _DAY)
        if until is not None:
            yield name, until
