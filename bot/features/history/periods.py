"""Ratings by rating window, else by quarter of the year: each person's last word in it, and until its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.store.models import Occurrence, Rating
from rubric import measure
from rubric.quarters import MONTHS, quarter_begins

Rows = dict[int, Rating]


@dataclass(frozen=True, slots=True)
class Period:
    """From which day on, and what each person said last in it, by person id; `standing`: until its end.

    `window`: it is the rating window of that day; one that is `open` shows no levels yet.
    """

    begins: date
    own: Mapping[int, Rating]
    window: bool = False
    open: bool = False
    standing: Mapping[int, Rating] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[int, int]:
        """The levels that were given in it."""
        return {person: row.level for person, row in self.own.items() if row.level is not None}

    @property
    def name(self) -> str:
        """What it is published under."""
        return f"{'window' if self.window else 'quarter'}:{self.begins}"

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
    """What was said by the first day of a quarter, and by the day of a window."""

    quarters: dict[date, Rows] = field(default_factory=dict)
    windows: dict[date, Rows] = field(default_factory=dict)


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
            counted.windows.setdefault(day, {})[rating.person_id] = rating
        if day not in open_days:
            counted.quarters.setdefault(windows.quarter(rating), {})[rating.person_id] = rating
    open_ = [Period(day, counted.windows.get(day, {}), window=True, open=True) for day in open_days]
    closed = [
        Period(day, rows, window=True)
        for day, rows in counted.windows.items()
        if day not in open_days and measure.publishable(_levels_in(rows), floor)
    ]
    standing = {quarter_begins(one.begins) for one in closed}
    others = [Period(begins, rows) for begins, rows in counted.quarters.items() if begins not in standing]
    found = [one for one in (*others, *closed, *open_) if one.levels]
    return _with_standing(sorted(found, key=lambda one: (one.begins, one.window)), counted.quarters)


def _levels_in(rows: Rows) -> int:
    return sum(1 for row in rows.values() if row.level is not None)


def _with_standing(found: Sequence[Period], quarters: Mapping[date, Rows]) -> Sequence[Period]:
    """Each period with what everybody had said by its end; the last of a quarter takes in all of that."""
    last = {quarter_begins(one.begins): one for one in found if not one.open}
    said: Rows = {}
    standing = []
    for one in found:
        if not one.open:
            quarter = quarter_begins(one.begins)
            said = {**said, **(quarters.get(quarter, {}) if last[quarter] is one else one.own)}
        standing.append(replace(one, standing=said))
    return standing
