"""What a digest tells of; each reader gets the part that is theirs to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.features.digest.turnout import Closed, Turnout
from bot.schedule.students import Students
from bot.store.models import Goal, Person, Schedule, Task, Team
from rubric.asking import Unasked
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that is not yet where the team wants it; `existing` is None before the team agreed."""

    indicator: Indicator
    existing: int | None
    goal: Goal


@dataclass(frozen=True, slots=True)
class Overdue:
    """An overdue task: who has it, or the title of the role that has it."""

    task: Task
    holder: Person | None
    role: str
    is_students: bool


@dataclass(frozen=True, slots=True)
class Blocker:
    """What somebody said is in the way; `helper` is an account of the platform that it came through."""

    indicator: Indicator
    words: str
    author: Person
    platform: str
    helper: str
    helper_name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered to a check-in, with their words and link if they gave any."""

    indicator: Indicator
    movement: str
    words: str
    link: str
    author: Person


@dataclass(frozen=True, slots=True)
class InWords:
    """What somebody wrote to a question (`about`; empty for looking back), or why they skipped one."""

    about: str
    words: str
    author: Person
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next meeting and when it starts (UTC)."""

    schedule: Schedule
    starts: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a team from `since` until just before `until` (UTC)."""

    team: Team
    since: datetime
    until: datetime
    moved: tuple[Indicator, ...]
    stuck: tuple[Indicator, ...]
    turnout: Turnout
    gaps: tuple[Gap, ...]
    overdue: tuple[Overdue, ...]
    blockers: tuple[Blocker, ...]
    answers: tuple[Said, ...]
    meeting: Meeting | None
    students: Students
    closed: tuple[Closed, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    in_words: tuple[InWords, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell but who answered."""
        return not (self.moved or self.stuck or self.overdue)
