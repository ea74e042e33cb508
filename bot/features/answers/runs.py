"""Which run of which check-in a facilitator asks about, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.replies import refusal
from bot.desk import Desk, Seat
from bot.schedule.check_in import KIND
from bot.schedule.participation import Came, Standing, people_of, standings
from bot.schedule.shares import Share, publishable_shares, shares
from bot.store.models import Occurrence, Person, Schedule
from bot.store.queries import digest, participation, schedules
from rubric import measure

EARLIER = 3
# The team's check-in of a name; the last argument is what was typed before the name, for an example.
Find = Callable[[Desk, Seat, str, str], Schedule]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a check-in, and what came of it for each person it was for."""

    schedule: Schedule
    occurrence: Occurrence
    every: Sequence[Standing]

    def people(self, desk: Desk, came: Came) -> list[Person]:
        """For whom that came of it, by name."""
        known = digest.people(desk.session, people_of(self.every, came))
        return sorted(known.values(), key=lambda one: one.name.casefold())


def wanted(desk: Desk, seat: Seat, given: str, find: Find) -> list[Run]:
    """The latest run first, then a few earlier ones of the same check-in; raises `Refusal` for none."""
    running = [find(desk, seat, given, "answers")] if given else _running(desk, seat)
    found = participation.latest_runs(desk.session, [one.id for one in running])
    if not found:
        raise refusal(_nothing_yet(desk, seat, running))
    latest = found[-1][1]
    same = [run for run, schedule in found if schedule.id == latest.id]
    return [_run(desk, latest, run) for run in reversed(same[-1 - EARLIER :])]


def open_runs(desk: Desk, seat: Seat) -> list[Run]:
    """The runs of the team's check-ins that can still be answered, oldest first."""
    found = participation.runs_open(desk.session, seat.team.id, desk.now)
    return [_run(desk, schedule, occurrence) for occurrence, schedule in found]


def run_and_earlier(desk: Desk, occurrence: Occurrence) -> list[Run]:
    """One run, then a few of the same check-in before it."""
    schedule = desk.session.get_one(Schedule, occurrence.schedule_id)
    known = participation.latest_runs(desk.session, [schedule.id])
    earlier = [run for run, _ in known if run.due_at < occurrence.due_at]
    return [_run(desk, schedule, run) for run in (occurrence, *reversed(earlier[-EARLIER:]))]


def by_audience(desk: Desk, seat: Seat, run: Run) -> tuple[Share, ...]:
    """The audiences that may be counted out: none where a small group could be told."""
    people = digest.participants(desk.session, seat.team.id, run.occurrence.day)
    own = {
        person.id: [desk.library.roles[role].audience for role in roles] for person, roles in people.items()
    }
    every = shares(run.every, own)
    shown = publishable_shares(every, seat.team.settings.get("group_floor", measure.GROUP_FLOOR))
    return shown if len(every) > 1 else ()


def _run(desk: Desk, schedule: Schedule, occurrence: Occurrence) -> Run:
    return Run(schedule, occurrence, standings(*participation.of_run(desk.session, occurrence.id)))


def _running(desk: Desk, seat: Seat) -> Sequence[Schedule]:
    return schedules.running(desk.session, seat.team.id, KIND)


def _nothing_yet(desk: Desk, seat: Seat, running: Sequence[Schedule]) -> str:
    if not running:
        return desk.t("The team has no check-ins yet. To make one: `/stem checkins add`")
    first = running[0]
    if first.next_day is None:
        return desk.t("{name} has not asked anybody yet.", name=first.title)
    day = seat.reader.day(first.next_day)
    return desk.t("{name} has not asked anybody yet. It does on {day}.", name=first.title, day=day)
