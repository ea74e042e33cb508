"""From when until when somebody can answer a check-in, on their own clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of
from bot.store.models import Schedule, Team

OPEN_DAYS = 3
CLOSES_AT = "17:00"


def window(team: Team, schedule: Schedule, day: date, times: Timing) -> tuple[datetime, datetime] | None:
    """From when until when somebody with these times is asked; None when nothing of it is left for them."""
    closes_at = closes(schedule, day, times.zone)
    due_at = times.next_allowed(planned(team, schedule, day, times), closes_at)
    return None if due_at is None else (due_at, closes_at)


def planned(team: Team, schedule: Schedule, day: date, times: Timing) -> datetime:
    """When the occurrence of `day` is meant for somebody: at their own time, else at the check-in's."""
    if times.own_time is not None:
        return instant_of(day, times.own_time, times.zone)
    in_zone = team.zone if schedule.settings.get("per_team_time") else times.zone
    return instant_of(day, schedule.at, in_zone)


def closes(schedule: Schedule, day: date, zone: str) -> datetime:
    """The end of the window of an occurrence on `day` for somebody in `zone`."""
    last_day = day + timedelta(days=schedule.settings.get("open_days", OPEN_DAYS))
    return instant_of(last_day, time.fromisoformat(schedule.settings.get("closes_at", CLOSES_AT)), zone)
