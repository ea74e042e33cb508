"""Which check-ins would ask somebody, and on which of their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy import select

from bot.desk import Desk, Seat
from bot.permissions import Act, may
from bot.schedule.availability import timing
from bot.schedule.due import open_day
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.models import NotAsked, Occurrence, Schedule
from bot.store.queries import schedules, seats
from bot.store.queries.absences import opted_out_of

_WEEK = timedelta(days=7)


def check_ins_of(desk: Desk, held: Sequence[Seat]) -> list[tuple[Schedule, bool]]:
    """The check-ins that are for the person, and whether they get each: they may have opted out of it."""
    return [
        (schedule, held[0].person.id not in opted_out_of(desk.session, schedule.id, [held[0].person.id]))
        for _, schedule in _for_them(desk, held)
    ]


def check_ins_between(desk: Desk, held: Sequence[Seat], first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which check-ins would ask the person, in order."""
    found: set[date] = set()
    for seat, schedule in _asking(desk, held):
        until = takewhile(lambda day: day <= last, _days_ahead(desk, seat, schedule, first))
        found.update(day for day in until if day >= first)
    return sorted(found)


def next_check_in(desk: Desk, held: Sequence[Seat]) -> date | None:
    """The next day on which a check-in asks the person; None when there is none."""
    days = (
        next(_days_ahead(desk, seat, schedule, seat.reader.today), None)
        for seat, schedule in _asking(desk, held)
    )
    return min((day for day in days if day is not None), default=None)


def _days_ahead(desk: Desk, seat: Seat, schedule: Schedule, first: date) -> Iterator[date]:
    """The person's days of the runs that are still to come, those from which they were left alone not."""
    times, left_alone = timing(seat.team, seat.person), _left_alone(desk, seat, schedule)
    # What fell due before may come to them only now.
    day = open_day(seat.team, schedule, first - _WEEK)
    while day is not None:
        due_at = _own_due(schedule, times, day)
        if due_at > desk.now and day not in left_alone:
            yield local_day(due_at, times.zone)
        day = open_day(seat.team, schedule, day)


def _left_alone(desk: Desk, seat: Seat, schedule: Schedule) -> set[date]:
    days = (
        select(Occurrence.day)
        .join(NotAsked, NotAsked.occurrence_id == Occurrence.id)
        .where(Occurrence.schedule_id == schedule.id, NotAsked.person_id == seat.person.id)
    )
    return set(desk.session.scalars(days))


def _asking(desk: Desk, held: Sequence[Seat]) -> Iterator[tuple[Seat, Schedule]]:
    for seat, schedule in _for_them(desk, held):
        unwanted = opted_out_of(desk.session, schedule.id, [seat.person.id])
        if schedule.paused_at is None and not unwanted:
            yield seat, schedule


def _for_them(desk: Desk, held: Sequence[Seat]) -> Iterator[tuple[Seat, Schedule]]:
    for seat in held:
        own = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
        roles = {one.role for one in own}
        for schedule in schedules.running(desk.session, seat.team.id, "check-in"):
            wanted = set(schedule.settings.get("roles", ()))
            asks = bool(roles & wanted) if wanted else bool(roles)
            if asks and may(seat.permission, Act.ANSWER):
                yield seat, schedule


def _own_due(schedule: Schedule, times: Timing, day: date) -> datetime:
    """When an occurrence would reach the person, if their times leave a moment within a week."""
    due_at = instant_of(day, times.own_time or schedule.at, times.zone)
    return times.next_allowed(due_at, due_at + _WEEK) or due_at
