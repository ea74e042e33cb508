"""What the clocks of a zone show from 2026 to 2030, found by walking through UTC and looking at them.

Nothing here turns a local time into an instant, as the code under test does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUARTER, HOUR, DAY = 15, 60, 24 * 60
QUARTERS = [time(minute // 60, minute % 60) for minute in range(0, DAY, QUARTER)]


@dataclass(frozen=True)
class Span:
    """From an instant on (in minutes since 1970), clocks are so many minutes ahead of UTC."""

    begins: int
    ahead: int


def spans(zone: ZoneInfo) -> list[Span]:
    """The times without a change, in order; every change falls on a quarter of an hour."""
    begins, ends = _minutes(FIRST) - 2 * DAY, _minutes(LAST) + 3 * DAY
    found = [Span(begins, _ahead(begins, zone))]
    for hour in range(begins, ends, HOUR):
        if _ahead(hour + HOUR, zone) != found[-1].ahead:
            change = next(
                each
                for each in range(hour, hour + HOUR + 1, QUARTER)
                if _ahead(each, zone) != found[-1].ahead
            )
            assert _ahead(change - 1, zone) == found[-1].ahead, "a change between two quarters"
            found.append(Span(change, _ahead(change, zone)))
    return found


def instants(zone: ZoneInfo) -> Iterator[tuple[date, time, int, bool]]:
    """Every quarter of an hour on the wall, the first instant (minutes since 1970), whether it shows it.

    Where none does, what is shown jumps over it: then it is as much after the jump as the time is into it.
    """
    known = spans(zone)
    # What the clocks show when a span begins and when it ends; the first that has shown as much is the one.
    shown_at_end = [later.begins + span.ahead for span, later in pairwise(known)]
    latest = [max(shown_at_end[: index + 1]) for index in range(len(shown_at_end))]
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        midnight = _minutes(day)
        for index, at in enumerate(QUARTERS):
            wall = midnight + index * QUARTER
            span = known[bisect_right(latest, wall)]
            yield day, at, *_first_showing(wall, span, known)


def _first_showing(wall: int, span: Span, known: list[Span]) -> tuple[int, bool]:
    instant = wall - span.ahead
    if instant >= span.begins:
        return instant, True
    before = known[known.index(span) - 1]
    return wall - before.ahead, False


def _minutes(day: date) -> int:
    return (day - EPOCH.date()).days * DAY


def _ahead(instant: int, zone: ZoneInfo) -> int:
    """How far the clocks are ahead of UTC at an instant, by what they show."""
    moment = EPOCH + instant * MINUTE
    shown = moment.astimezone(zone).replace(tzinfo=UTC)
    minutes, rest = divmod(shown - moment, MINUTE)
    assert not rest
    return minutes
