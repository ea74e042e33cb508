"""What a rule is: its pattern of dates, and from when until when it holds; never a time of day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.chat.phrases import N_

if TYPE_CHECKING:
    from datetime import date

    from bot.schedule.days import Weekday

LAST: Final = -1
_MOST_WEEKS: Final = 52
_MOST_MONTHS: Final = 12
_LAST_DAY_OF_EVERY_MONTH: Final = 28
_ORDINALS_OF_EVERY_MONTH: Final = frozenset({1, 2, 3, 4, LAST})


class RuleProblem(ValueError):  # noqa: N818 - named for what happened, as people say it
    """A rule that cannot be kept: `given` is the part at fault, `example` a rule that works when copied.

    `what` is a sentence of the message catalogue with the placeholder `{given}`; `str` is it all in English.
    """

    def __init__(self, given: str, what: str, example: str) -> None:
        super().__init__(f"{what.format(given=given)} For example: {example}")
        self.given = given
        self.what = what
        self.example = example


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these weekdays, in every `every`-th week (1 to 52; weeks begin on Monday)."""

    weekdays: frozenset[Weekday]
    every: int = 1

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise RuleProblem("weekly", N_("“{given}” needs a day of the week."), "weekly on Tue")
        if not 1 <= self.every <= _MOST_WEEKS:
            what = N_("“{given}” weeks is not possible: it is 1 to 52.")
            raise RuleProblem(str(self.every), what, "every 2 weeks on Tue")


@dataclass(frozen=True, slots=True)
class MonthlyByWeekday:
    """On the first to fourth (1 to 4) or LAST such weekday, in every `every`-th month (1 to 12)."""

    ordinals: frozenset[int]
    weekday: Weekday
    every: int = 1

    def __post_init__(self) -> None:
        _refuse_months(self.every)
        unknown = self.ordinals - _ORDINALS_OF_EVERY_MONTH
        if unknown or not self.ordinals:
            what = N_("Not every month has a {given}: use first, second, third, fourth or last.")
            given = f"{self.weekday.full} number {max(unknown, default=0)}"
            raise RuleProblem(given, what, f"monthly on the last {self.weekday.full}")


@dataclass(frozen=True, slots=True)
class MonthlyByDay:
    """On this day of the month (1 to 28, or LAST), in every `every`-th month (1 to 12)."""

    day: int
    every: int = 1

    def __post_init__(self) -> None:
        _refuse_months(self.every)
        if self.day != LAST and not 1 <= self.day <= _LAST_DAY_OF_EVERY_MONTH:
            what = N_("Not every month has a day {given}: use 1 to 28, or the last day.")
            raise RuleProblem(str(self.day), what, "monthly on the last day")


@dataclass(frozen=True, slots=True)
class Listed:
    """On just these dates, as far as the rule holds."""

    days: frozenset[date]

    def __post_init__(self) -> None:
        if not self.days:
            raise RuleProblem("on", N_("“{given}” names no date."), "on 2026-12-01, 2027-01-12")


Pattern = Weekly | MonthlyByWeekday | MonthlyByDay | Listed


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that holds from `starts_on` to `ends_on`, both included; None means without an end.

    The first date is the first that fits the pattern on or after `starts_on`; "every 2 weeks" and "every 3
    months" count on from that date's week or month. So a fortnightly Monday that is made on a Wednesday
    begins next Monday. (RFC 5545 leaves a start that does not fit its own rule undefined.)
    """

    pattern: Pattern
    starts_on: date
    ends_on: date | None = None


def _refuse_months(every: int) -> None:
    if not 1 <= every <= _MOST_MONTHS:
        what = N_("“{given}” months is not possible: it is 1 to 12.")
        raise RuleProblem(str(every), what, "every 2 months on the first Monday")
