"""What a stepback brief tells of; each reader gets the part that is theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.charts.gather import Known
from bot.schedule.participation import Standing
from bot.schedule.students import Students
from bot.store.models import AgreedState, Goal, Person
from rubric.asking import Unasked
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Anew:
    """An indicator that the team agreed on in the quarter; `before` is None for the first time."""

    indicator: Indicator
    before: int | None
    now: AgreedState

    @property
    def steps(self) -> int:
        """How many levels it went up; below zero where it went down, 0 for the first time."""
        return 0 if self.before is None else self.now.level - self.before


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal that was reached in the quarter, and when."""

    indicator: Indicator
    goal: Goal
    day: date


@dataclass(frozen=True, slots=True)
class Aim:
    """A running goal that is not reached; `existing` is None where nothing is agreed."""

    indicator: Indicator
    existing: int | None
    goal: Goal


@dataclass(frozen=True, slots=True)
class Stuck:
    """An indicator that somebody called stuck in the quarter, and nobody moving since; `since` is UTC."""

    indicator: Indicator
    since: datetime


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What somebody said is in the way; `has_helper`: they named who could help."""

    indicator: Indicator
    words: str
    author: Person
    has_helper: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What came of the work."""

    anew: tuple[Anew, ...]
    reached: tuple[Reached, ...]
    moving: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Challenges:
    """What is in the way of it."""

    stuck: tuple[Stuck, ...]
    obstacles: tuple[Obstacle, ...]
    late: tuple[Aim, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What there is to build on, and what is missing: goals ahead, tasks, empty seats, terms that end."""

    ahead: tuple[Aim, ...]
    open_tasks: int
    overdue_tasks: int
    unasked: tuple[Unasked, ...]
    ending: Sequence[tuple[Person, date]]


@dataclass(frozen=True, slots=True)
class Basis:
    """What all of it stands on: answers, and evidence. `bare` are the indicators that want evidence."""

    every: Sequence[Standing]
    covered: int
    bare: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """What a team can tell from `since` until just before `until` (UTC); `first` and `last` are its days."""

    known: Known
    since: datetime
    until: datetime
    first: date
    last: date
    progress: Progress
    challenges: Challenges
    support: Support
    basis: Basis
    students: Students

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those of the team's instrument."""
        return self.known.lineage.today.indicators

    @property
    def ever_agreed(self) -> bool:
        """Whether the team ever agreed on anything."""
        return bool(self.known.agreed)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither progress nor a challenge to tell."""
        told, hard = self.progress, self.challenges
        return not (told.anew or told.reached or told.moving or hard.stuck or hard.obstacles or hard.late)
