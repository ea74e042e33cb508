"""Leaves out what was planned for a day that has become a day off, and tells the facilitators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule import outbox
from bot.schedule.calendar import Closure
from bot.schedule.planner import Planner
from bot.schedule.team_times import school_calendar
from bot.schedule.telling import tell_facilitators
from bot.store.models import Delivery, Occurrence, Person, Schedule, Team

# Nobody misses a day that is further off: its calendar is known before it comes.
_SOON = timedelta(days=7)


def tell_if_off(desk: Desk, schedule: Schedule, planner: Planner, day: date) -> None:
    """Tell of a day that the schedule passes over now; nothing of it was begun."""
    team = desk.session.get_one(Team, schedule.team_id)
    closure = school_calendar(team).closure_on(day)
    if closure is not None and day <= desk.team_reader(team).today + _SOON:
        words = partial(_left_out, schedule=schedule, planner=planner, day=day, why=closure)
        tell_facilitators(desk, team, f"day-off:{schedule.id}:{day}", words)


def closure_of(team: Team, occurrence: Occurrence) -> Closure | None:
    """Why there is no school on the day of an occurrence of the team, if there is none."""
    return school_calendar(team).closure_on(occurrence.day)


def leave_out(
    desk: Desk, planner: Planner, occurrence: Occurrence, closure: Closure, unsent: Sequence[Delivery]
) -> None:
    """Send none of what is left of an occurrence, because there is no school, and tell of it."""
    schedule = desk.session.get_one(Schedule, occurrence.schedule_id)
    for delivery in unsent:
        delivery.state = outbox.CANCELLED
    team = desk.session.get_one(Team, schedule.team_id)
    words = partial(_rest_left_out, schedule=schedule, planner=planner, day=occurrence.day, why=closure)
    tell_facilitators(desk, team, f"rest-off:{occurrence.id}", words)


def _left_out(
    desk: Desk, person: Person, schedule: Schedule, planner: Planner, day: date, why: Closure
) -> Markup:
    return desk.t(
        "I leave out {title} of {day} for {team}: there is no school ({why}).",
        title=planner.title(desk, schedule),
        day=desk.reader(person).day(day),
        team=desk.session.get_one(Team, schedule.team_id).name,
        why=why.name,
    )


def _rest_left_out(
    desk: Desk, person: Person, schedule: Schedule, planner: Planner, day: date, why: Closure
) -> Markup:
    return desk.t(
        "I leave out what was still to be sent of {title} of {day} for {team}: there is no school ({why}).",
        title=planner.title(desk, schedule),
        day=desk.reader(person).day(day),
        team=desk.session.get_one(Team, schedule.team_id).name,
        why=why.name,
    )
