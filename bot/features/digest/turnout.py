"""How many answered, in the one way of counting, and of which audiences that may be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.desk import Desk
from bot.schedule.participation import (
    Came,
    Standing,
    participation,
    people_of,
    standings,
    standings_between,
)
from bot.schedule.shares import Share, publishable_shares, shares
from bot.schedule.wall_clock import local_day
from bot.store.models import Occurrence, Person, Schedule, Team
from bot.store.queries import digest
from bot.store.queries import participation as asked
from rubric import measure


@dataclass(frozen=True, slots=True)
class Turnout:
    """Every check-in of every person that was due, and the audiences that may be counted out."""

    every: Sequence[Standing] = ()
    shares: tuple[Share, ...] = ()
    not_counted_out: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """How many check-ins were answered in full."""
        return participation(self.every).complete


@dataclass(frozen=True, slots=True)
class Closed:
    """A run of a check-in whose window is over, and who did not answer it or was not reached."""

    schedule: Schedule
    day: date
    every: Sequence[Standing]
    silent: Sequence[Person]
    not_reached: Sequence[Person]


def turnout(desk: Desk, team: Team, since: datetime, until: datetime) -> Turnout:
    """The turnout of the check-ins that were due from `since` until just before `until`."""
    every = standings_between(desk.session, team.id, since, until)
    people = digest.participants(desk.session, team.id, local_day(until, team.zone))
    audiences = {
        person.id: [desk.library.roles[role].audience for role in roles] for person, roles in people.items()
    }
    all_shares = shares(every, audiences)
    shown = publishable_shares(all_shares, team.settings.get("group_floor", measure.GROUP_FLOOR))
    left_out = tuple(one.audience for one in all_shares if one not in shown)
    return Turnout(every, shown, left_out)


def closed(desk: Desk, team: Team, since: datetime, until: datetime) -> tuple[Closed, ...]:
    """The runs of check-ins whose windows closed in the time, oldest first."""
    return tuple(
        _closed(desk, run, schedule)
        for run, schedule in asked.runs_closed(desk.session, team.id, since, until)
    )


def _closed(desk: Desk, run: Occurrence, schedule: Schedule) -> Closed:
    every = standings(*asked.of_run(desk.session, run.id))
    silent, away = people_of(every, Came.SILENT), people_of(every, Came.UNDELIVERABLE)
    people = digest.people(desk.session, {*silent, *away})
    return Closed(schedule, run.day, every, [people[id_] for id_ in silent], [people[id_] for id_ in away])
