"""From when until when somebody can answer a check-in, on their own clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.schedule.team_times import quiet_hours
from bot.schedule.wall_clock import instant_of
from bot.store.models import Schedule, Team

OPEN_DAYS = 3
CLOSES_AT = "17:00"


def window(team: Team, schedule: Schedule, day: date, zone: str) -> tuple[datetime, datetime]:
    """From when until when people in a zone are asked, outside the hours in which they are not written to."""
    due_at = quiet_hours(team).next_allowed(instant_of(day, schedule.at, zone), zone)
    return due_at, closes(schedule, day, zone)


def closes(schedule: Schedule, day: date, zone: str) -> datetime:
    """The end of the window of an occurrence on `day` for somebody in `zone`."""
    last_day = day + timedelta(days=schedule.settings.get("open_days", OPEN_DAYS))
    return instant_of(last_day, time.fromisoformat(schedule.settings.get("closes_at", CLOSES_AT)), zone)
