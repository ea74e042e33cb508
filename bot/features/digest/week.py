"""What a digest tells of; each reader gets the part that is theirs to see."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from bot.features.digest.turnout import Closed, Turnout
from bot.schedule.students import Students
from bot.store.models import Goal, Person, Schedule, Task, Team
from rubric.asking import Unasked
from rubric.model import Indicator, Norm


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that is not yet where the team wants it; `existing` is None before the team agreed."""

    indicator: Indicator
    existing: int | None
    goal: Goal

    @property
    def left(self) -> int:
        """How many levels are left to go; all of them before the team agreed."""
        return self.goal.level - (self.existing or 0)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the team agreed on anew; `before` is None for the first time, `people` 0 where nobody counted."""

    indicator: Indicator
    level: int
    before: int | None
    people: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """New figures of ratings: the medians before and after, where the same `people` rated both times.

    Where they are not the same, no change can be told: `people` is 0.
    """

    people: int = 0
    before: float = 0
    after: float = 0


@dataclass(frozen=True, slots=True)
class Focus:
    """An indicator that the team works on now, and how it has changed since the last digest, if it has."""

    gap: Gap
    agreed: Agreed | None = None
    rated: Rated | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of how many indicators have fresh evidence; `bare`: agreed at `level` or above without any."""

    covered: int
    of: int
    level: int
    bare: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose term in the team ends soon, with the titles of their roles, on which day."""

    person: Person
    roles: tuple[str, ...]
    last_day: date


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
    """The next meeting, when it starts (UTC), and the norm whose turn it is."""

    schedule: Schedule
    starts: datetime
    norm: Norm


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a team from `since` until just before `until` (UTC).

    `moved`, `unstuck` and `stuck` by what was said in check-ins: what is no longer stuck has moved too.
    `disputed`: what is stuck, and said to move as well. `stuck_since`: the day from which on it has been
    said, by indicator id. `focus` are the goals with the nearest days, `gaps` all goals that are not reached.
    `advised`: whom each adviser stands beside.
    """

    team: Team
    since: datetime
    until: datetime
    agreed: tuple[Agreed, ...]
    moved: tuple[Indicator, ...]
    unstuck: tuple[Indicator, ...]
    stuck: tuple[Indicator, ...]
    disputed: tuple[Indicator, ...]
    stuck_since: Mapping[str, date]
    turnout: Turnout
    focus: tuple[Focus, ...]
    gaps: tuple[Gap, ...]
    evidence: Coverage
    overdue: tuple[Overdue, ...]
    blockers: tuple[Blocker, ...]
    answers: tuple[Said, ...]
    in_words: tuple[InWords, ...]
    closed: tuple[Closed, ...]
    unasked: tuple[Unasked, ...]
    ending: tuple[Ending, ...]
    meeting: Meeting | None
    students: Students
    advised: Mapping[int, AbstractSet[int]]

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell but who answered."""
        return not (self.agreed or self.moved or self.stuck or self.overdue)
