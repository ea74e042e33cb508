"""What the settings of a check-in say, read and written in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Final

from bot.store.models import Schedule
from rubric.asking import Scope

KIND: Final = "check-in"
PROGRESS, RATING, REFLECTION, QUESTION = "progress", "rating", "reflection", "question"
ASKS: Final = (PROGRESS, RATING, REFLECTION, QUESTION)
# Those that ask about indicators, in rotation; the others ask everybody the same.
ABOUT_INDICATORS: Final = (PROGRESS, RATING)
MOST_PER_PERSON, MOST_OPEN_DAYS, MOST_REMINDERS = 4, 28, 2
# How many indicators a team works on at a time.
MOST_IN_FOCUS: Final = 4
# In the details of an occurrence: a facilitator wanted it at that moment.
AT_ONCE: Final = "at once"
_SPECIAL: Final = ("asks", "question", "focus", "per_team_time", "reminders")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What a check-in asks, whom, and how; `question` is the text of one that asks a free question.

    `focus`: only about what the team has a goal for; `per_team_time`: its time is meant in the team's zone,
    not in each person's. It can be answered until `closes_at`, `open_days` days after its own.
    """

    asks: str = PROGRESS
    question: str = ""
    scope: Scope = field(default_factory=Scope)
    focus: bool = False
    per_person: int = 1
    per_team_time: bool = False
    open_days: int = 3
    closes_at: time = time(17)
    reminders: int = 1

    @property
    def is_about_indicators(self) -> bool:
        """Whether each question is about an indicator."""
        return self.asks in ABOUT_INDICATORS


def check_in_of(schedule: Schedule) -> CheckIn:
    """The settings of a check-in."""
    given: Mapping[str, Any] = schedule.settings
    scope = {key: tuple(given.get(key, ())) for key in ("audiences", "roles", "indicators")}
    plain = {key: given[key] for key in (*_SPECIAL, "per_person", "open_days") if key in given}
    closes_at = time.fromisoformat(given.get("closes_at", "17:00"))
    return CheckIn(scope=Scope(**scope), closes_at=closes_at, **plain)


def settings_of(check_in: CheckIn) -> dict[str, Any]:
    """What a schedule keeps of it; what is empty or as usual is left out, but for how much and how long."""
    scope, usual = check_in.scope, CheckIn()
    choice = {"audiences": scope.audiences, "roles": scope.roles, "indicators": scope.indicators}
    special = {key: getattr(check_in, key) for key in _SPECIAL}
    return {
        **{key: list(names) for key, names in choice.items() if names},
        **{key: value for key, value in special.items() if value != getattr(usual, key)},
        "per_person": check_in.per_person,
        "open_days": check_in.open_days,
        "closes_at": f"{check_in.closes_at:%H:%M}",
    }
