"""Which check-ins would ask somebody, and on which of their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.desk import OBSERVER, Desk, Seat
from bot.schedule.availability import timing
from bot.schedule.due import open_day
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.models import Schedule
from bot.store.queries import schedules, seats

_WEEK = timedelta(days=7)


def check_ins_between(desk: Desk, held: Sequence[Seat], first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which check-ins would ask the person, in order."""
    found: set[date] = set()
    for seat, schedule in _asking(desk, held):
        times = timing(seat.team, seat.person)
        day = open_day(seat.team, schedule, first - _WEEK)
        while day is not None and day <= last:
            due_at = _own_due(schedule, times, day)
            if due_at > desk.now and first <= (own := local_day(due_at, times.zone)) <= last:
                found.add(own)
            day = open_day(seat.team, schedule, day)
    return sorted(found)


def next_check_in(desk: Desk, held: Sequence[Seat]) -> date | None:
    """The next day on which a check-in asks the person, as far as is planned."""
    days = []
    for seat, schedule in _asking(desk, held):
        if schedule.next_day is not None:
            times = timing(seat.team, seat.person)
            days.append(local_day(_own_due(schedule, times, schedule.next_day), times.zone))
    return min(days, default=None)


def _asking(desk: Desk, held: Sequence[Seat]) -> Iterator[tuple[Seat, Schedule]]:
    for seat in held:
        own = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
        roles = {one.role for one in own}
        for schedule in schedules.running(desk.session, seat.team.id, "check-in"):
            wanted = set(schedule.settings.get("roles", ()))
            asks = bool(roles & wanted) if wanted else bool(roles)
            if asks and seat.permission != OBSERVER and schedule.paused_at is None:
                yield seat, schedule


def _own_due(schedule: Schedule, times: Timing, day: date) -> datetime:
    """When an occurrence would reach the person, if their times leave a moment within a week."""
    due_at = instant_of(day, times.own_time or schedule.at, times.zone)
    return times.next_allowed(due_at, due_at + _WEEK) or due_at
