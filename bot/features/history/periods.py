"""Ratings by rating window, else by quarter of the year: each person's last word in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.store.models import Occurrence, Rating
from rubric import measure
from rubric.quarters import MONTHS, quarter_begins

Levels = dict[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """From which day on, and the level that each person gave last in it, by person id.

    `window`: it is the rating window of that day; one that is `open` shows no levels yet.
    """

    begins: date
    levels: Mapping[int, int]
    window: bool = False
    open: bool = False

    @property
    def last_month(self) -> date:
        """Day 1 of a quarter's last month."""
        return self.begins.replace(month=self.begins.month + MONTHS - 1)


@dataclass(frozen=True, slots=True)
class Windows:
    """The rating windows that ratings were given in, by id, seen at an instant by a team in a zone."""

    rows: Mapping[int, Occurrence]
    zone: str
    now: datetime

    def day(self, rating: Rating) -> date | None:
        """The day of the window that a rating was given in."""
        row = self.rows.get(rating.occurrence_id or 0)
        return row.day if row else None

    def quarter(self, rating: Rating) -> date:
        """The quarter that a rating belongs to: that of its window, else that in which it was given."""
        return quarter_begins(self.day(rating) or rating.given_at.astimezone(ZoneInfo(self.zone)).date())

    @property
    def open_days(self) -> set[date]:
        """The days of the windows in which ratings can still be given."""
        return {row.day for row in self.rows.values() if row.closes_at > self.now}


@dataclass(slots=True)
class _Counted:
    """The levels by the first day of a quarter, and by the day of a window."""

    quarters: dict[date, Levels] = field(default_factory=dict)
    windows: dict[date, Levels] = field(default_factory=dict)


def periods(ratings: Iterable[Rating], windows: Windows, floor: int) -> Sequence[Period]:
    """The periods with ratings in them, oldest first; `ratings` stand in the order they were given.

    A closed window stands for its quarter if enough people rated in it; what was given in a smaller one, or
    outside of any, counts in the quarter. An open window is apart until it closes, so that nobody can watch
    the levels change as one more person rates.
    """
    counted, open_days = _Counted(), windows.open_days
    for rating in ratings:
        day = windows.day(rating)
        if day is not None:
            _count(counted.windows.setdefault(day, {}), rating)
        if day not in open_days:
            _count(counted.quarters.setdefault(windows.quarter(rating), {}), rating)
    open_ = [Period(day, counted.windows.get(day, {}), window=True, open=True) for day in open_days]
    closed = [
        Period(day, levels, window=True)
        for day, levels in counted.windows.items()
        if day not in open_days and measure.publishable(len(levels), floor)
    ]
    standing = {quarter_begins(one.begins) for one in closed}
    others = [Period(begins, levels) for begins, levels in counted.quarters.items() if begins not in standing]
    found = [one for one in (*others, *closed, *open_) if one.levels]
    return sorted(found, key=lambda one: (one.begins, one.window))


def _count(levels: Levels, rating: Rating) -> None:
    if rating.level is None:
        levels.pop(rating.person_id, None)
    else:
        levels[rating.person_id] = rating.level
