"""On which days a school is open: closures and weekends, from plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.schedule.days import Weekday

if TYPE_CHECKING:
    from datetime import date

WEEKEND: Final = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """The school is closed from `first` to `last`, both included; `name` says why."""

    first: date
    last: date
    name: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.name} ends on {self.last}, before it begins on {self.first}")

    def covers(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Open on every day that is neither in a closure nor on one of the weekly closed days."""

    closed: tuple[Closure, ...] = ()
    weekend: frozenset[Weekday] = WEEKEND

    def __post_init__(self) -> None:
        if len(self.weekend) == len(Weekday):
            raise ValueError("the school would be closed on all seven days of the week: leave one out")

    def is_open(self, day: date) -> bool:
        """Whether there is school on `day`."""
        return day.weekday() not in self.weekend and self.closure_on(day) is None

    def closure_on(self, day: date) -> Closure | None:
        """The closure that `day` lies in, the earliest begun if several; None on a plain weekend."""
        return min((closure for closure in self.closed if closure.covers(day)), default=None)

    def merged_with(self, other: SchoolCalendar) -> SchoolCalendar:
        """A calendar that is closed whenever either is; the same closure in both stands once."""
        closed = tuple(sorted({*self.closed, *other.closed}))
        return SchoolCalendar(closed, self.weekend | other.weekend)
