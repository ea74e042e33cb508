"""What a facilitator types about a check-in, by line or by form: the same words under the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from bot.chat.text import Markup
from bot.schedule.check_in import CheckIn, check_in_of
from bot.store.models import Schedule

Values = Mapping[str, str]
NAME, ASKS, RULE, AT, QUESTION = "name", "asks", "rule", "time", "question"
FOR, ABOUT, EACH, OPEN, REMINDERS = "for", "about", "each", "open", "reminders"
FIRST, MORE = (NAME, ASKS, RULE, AT, QUESTION), (FOR, ABOUT, EACH, OPEN, REMINDERS)
EVERYBODY, ALL, FOCUS, TEAM_CLOCK = "everyone", "all", "focus", "team"


@dataclass(slots=True)
class Draft:
    """A check-in as it is wanted; what is wrong with it stands in `problems`, by the value's name."""

    slot: str = ""
    title: str = ""
    rule: str = ""
    at: time = time(15)
    starts_on: date = date.min
    check_in: CheckIn = field(default_factory=CheckIn)
    problems: dict[str, Markup] = field(default_factory=dict)


def values_of(schedule: Schedule) -> dict[str, str]:
    """The check-in as it could be typed."""
    check_in = check_in_of(schedule)
    scope = check_in.scope
    named = ", ".join(scope.indicators)
    return {
        NAME: schedule.title,
        ASKS: check_in.asks,
        RULE: schedule.rule,
        AT: f"{schedule.at:%H:%M}{f' {TEAM_CLOCK}' if check_in.per_team_time else ''}",
        QUESTION: check_in.question,
        FOR: ", ".join((*scope.audiences, *scope.roles)) or EVERYBODY,
        ABOUT: FOCUS if check_in.focus else named or ALL,
        EACH: str(check_in.per_person),
        OPEN: f"{check_in.open_days} days until {check_in.closes_at:%H:%M}",
        REMINDERS: str(check_in.reminders),
    }
