"""On which day a schedule falls due next: its rule, without the days on which the school is closed."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from bot.desk import Desk
from bot.schedule import anew, day_off
from bot.schedule.planner import Planner
from bot.schedule.recurrence import next_day, parse_rule
from bot.schedule.team_times import school_calendar
from bot.store.models import Occurrence, Schedule, Team

_DAY = timedelta(days=1)
# Somewhere it may be another day than in the team's zone.
_DAYS_BACK = timedelta(days=2)


def plan_next(desk: Desk, team: Team, schedule: Schedule, planner: Planner, after: date) -> None:
    """Set the next day of the team's schedule, after `after`, and when it is due; None for both if none."""
    day = open_day(team, schedule, after)
    schedule.next_day = day
    schedule.next_due_at = planner.due_at(desk, schedule, day) if day else None


def plan_first(desk: Desk, schedule: Schedule, planner: Planner) -> None:
    """Set the next day of a new or changed schedule: the first that is neither due already nor begun."""
    team = desk.session.get_one(Team, schedule.team_id)
    today = desk.team_reader(team).today
    plan_next(desk, team, schedule, planner, max(today - _DAYS_BACK, _last_begun(desk, schedule)))
    while schedule.next_day and schedule.next_due_at and schedule.next_due_at <= desk.now:
        plan_next(desk, team, schedule, planner, schedule.next_day)


def plan_again(desk: Desk, schedule: Schedule, planner: Planner) -> None:
    """Find the day of a schedule anew that was planned, and is not begun; the facilitators hear of a day off.

    The planned day stays even if it is due already by now: it is late then, or missed, but not forgotten.
    """
    planned = schedule.next_day
    if planned is None:
        plan_first(desk, schedule, planner)
        return
    team = desk.session.get_one(Team, schedule.team_id)
    today = desk.team_reader(team).today
    after = max(min(today - _DAYS_BACK, planned - _DAY), _last_begun(desk, schedule))
    plan_next(desk, team, schedule, planner, after)
    while (
        schedule.next_day
        and schedule.next_day < planned
        and schedule.next_due_at
        and schedule.next_due_at <= desk.now
    ):
        plan_next(desk, team, schedule, planner, schedule.next_day)
    if schedule.next_day != planned:
        day_off.tell_if_off(desk, schedule, planner, planned)


def _last_begun(desk: Desk, schedule: Schedule) -> date:
    """The latest day that the clock began; not a run that somebody wanted at once, nor one shown early."""
    begun = select(func.max(Occurrence.day)).where(
        Occurrence.schedule_id == schedule.id,
        Occurrence.slot == schedule.slot,
        Occurrence.state != anew.EARLY,
    )
    return desk.session.scalar(begun) or date.min


def open_day(team: Team, schedule: Schedule, after: date) -> date | None:
    """The first day after `after` on which the schedule falls due and there is school."""
    rule = parse_rule(schedule.rule, schedule.starts_on)
    calendar = school_calendar(team)
    day = next_day(rule, after)
    while day is not None and (closure := calendar.closure_on(day)) is not None:
        day = next_day(rule, closure.last)
    return day
