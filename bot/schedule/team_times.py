"""The days and hours that a team keeps free, as its settings have them."""

from __future__ import annotations

from datetime import time

from bot.schedule.calendar import SchoolCalendar
from bot.schedule.calendar_entries import calendar_of
from bot.schedule.quiet_hours import QuietHours
from bot.store.models import Team

# The key of the closures in a team's settings that were read from calendar files.
READ_FROM_FILES = "calendar_read"
USUAL_QUIET_HOURS = {"from": "20:00", "to": "07:00"}


def school_calendar(team: Team) -> SchoolCalendar:
    """The days on which the team's school is closed; a rule that names a weekend day means it."""
    entries = [*team.settings.get("calendar", []), *team.settings.get(READ_FROM_FILES, [])]
    return calendar_of(entries, weekend=())


def quiet_hours(team: Team) -> QuietHours:
    """The hours, on each person's own clock, in which nobody of the team is written to."""
    quiet = team.settings.get("quiet_hours") or USUAL_QUIET_HOURS
    return QuietHours(time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["to"]))
