"""On which day a schedule falls due next: its rule, without the days on which the school is closed."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.desk import Desk
from bot.schedule.planner import Planner
from bot.schedule.recurrence import next_day, parse_rule
from bot.schedule.team_times import school_calendar
from bot.store.models import Schedule, Team


def plan_next(desk: Desk, schedule: Schedule, planner: Planner, after: date) -> None:
    """Set the schedule's next day, after `after`, and when it is due; None for both when there is none."""
    day = _open_day(desk.session.get_one(Team, schedule.team_id), schedule, after)
    schedule.next_day = day
    schedule.next_due_at = planner.due_at(desk, schedule, day) if day else None


def plan_first(desk: Desk, schedule: Schedule, planner: Planner) -> None:
    """Set the next day of a new or changed schedule: the first that is not due already."""
    zone = ZoneInfo(desk.session.get_one(Team, schedule.team_id).zone)
    plan_next(desk, schedule, planner, desk.now.astimezone(zone).date() - timedelta(days=2))
    while schedule.next_day and schedule.next_due_at and schedule.next_due_at <= desk.now:
        plan_next(desk, schedule, planner, schedule.next_day)


def _open_day(team: Team, schedule: Schedule, after: date) -> date | None:
    rule = parse_rule(schedule.rule, schedule.starts_on)
    calendar = school_calendar(team)
    day = next_day(rule, after)
    while day is not None and (closure := calendar.closure_on(day)) is not None:
        day = next_day(rule, closure.last)
    return day
