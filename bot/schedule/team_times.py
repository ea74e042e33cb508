"""The days and hours that a team keeps free, as its settings have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Any

from bot.schedule.calendar import SchoolCalendar
from bot.schedule.calendar_entries import calendar_of
from bot.schedule.quiet_hours import QuietHours
from bot.store.models import Team

# The key of the closures in a team's settings that were read from calendar files.
READ_FROM_FILES = "calendar_read"
USUAL_QUIET_HOURS = {"from": "20:00", "to": "07:00"}


@dataclass(frozen=True, slots=True, eq=False)
class _Settings:
    """A team's settings, told from others by identity: a change is always another dictionary."""

    values: Mapping[str, Any]

    def __hash__(self) -> int:
        return id(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Settings) and other.values is self.values


def school_calendar(team: Team) -> SchoolCalendar:
    """The days on which the team's school is closed; a rule that names a weekend day means it."""
    return _calendar(_Settings(team.settings))


# For hundreds of people in a row it is the same, and reading a year's closures takes half a millisecond.
@lru_cache(64)
def _calendar(settings: _Settings) -> SchoolCalendar:
    given = settings.values
    return calendar_of([*given.get("calendar", []), *given.get(READ_FROM_FILES, [])], weekend=())


def quiet_hours(team: Team) -> QuietHours:
    """The hours, on each person's own clock, in which nobody of the team is written to."""
    quiet = team.settings.get("quiet_hours") or USUAL_QUIET_HOURS
    return QuietHours(time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["to"]))
