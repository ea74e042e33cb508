"""What a run of a check-in will be, as far as it can be known now: for those who look before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from bot.desk import Desk
from bot.store.models import Occurrence, Person, Schedule, Team
from rubric.asking import Unasked

# Why somebody is not asked, beside the reasons of `bot.schedule.availability`: it is too late for them, the
# check-in has nothing to ask them, each day of the window has its messages already.
LATE: Final = "late"
NOTHING: Final = "nothing"
ENOUGH: Final = "enough"


@dataclass(frozen=True, slots=True)
class Question:
    """What one person gets and when (UTC); `joins`: in one message with another check-in's questions."""

    person: Person
    subjects: tuple[str, ...]
    due_at: datetime
    closes_at: datetime
    joins: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """One run: who gets what, who is left alone and why, and the indicators that nobody is asked about.

    Why somebody is left alone is one of `bot.schedule.availability`'s reasons or of those above.
    """

    schedule: Schedule
    day: date
    questions: tuple[Question, ...]
    left_alone: tuple[tuple[Person, str], ...]
    unasked: tuple[Unasked, ...]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which a check-in would fall due, if there were school."""

    schedule: Schedule
    day: date
    why: str


class Forecast(Protocol):
    """Looks ahead with the code that asks people; nothing is written."""

    def plan(self, desk: Desk, schedule: Schedule) -> None:
        """Set the next day of a new or changed check-in."""

    def next_run(self, desk: Desk, schedule: Schedule) -> Outlook | None:
        """The next run of a check-in; None when there is none."""

    def this_run(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> Outlook:
        """A run that is about to begin."""

    def until(self, desk: Desk, team: Team, last: date) -> Sequence[Outlook | DayOff]:
        """Every run of the team's check-ins until a day, in the order in which they come."""
