"""When each of some people is asked in a check-in, and who is left alone and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.desk import Desk
from bot.features.checkins.windows import window
from bot.schedule.availability import OPTED_OUT, OWN_TIMES, available, timings
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import local_day
from bot.store.models import Absence, Person, Schedule, Team
from bot.store.queries.absences import absences_from, opted_out_of

Window = tuple[datetime, datetime]
WithTimes = Sequence[tuple[Person, Timing]]


@dataclass(frozen=True, slots=True)
class Reach:
    """By person id: from when until when they are asked, or why they are not.

    `excused` are asked, and need not answer: they go on leave before the window closes.
    """

    times: dict[int, Window] = field(default_factory=dict)
    left_alone: dict[int, str] = field(default_factory=dict)
    excused: dict[int, str] = field(default_factory=dict)

    def not_counted(self, person_ids: Sequence[int]) -> Mapping[int, str]:
        """Those of the people who count as excused or opted out, and why."""
        why = {**self.excused, **self.left_alone}
        return {person_id: why[person_id] for person_id in person_ids if person_id in why}


def with_times(team: Team, people: Sequence[Person]) -> WithTimes:
    """The people, each with their own times merged with the team's."""
    return list(zip(people, timings(team, people), strict=True))


def reach(desk: Desk, team: Team, schedule: Schedule, day: date, people: WithTimes) -> Reach:
    """How the occurrence of `day` finds each of the people; nothing is written."""
    ids = [person.id for person, _ in people]
    absences = absences_from(desk.session, ids, day)
    unwanted = opted_out_of(desk.session, schedule.id, ids) if schedule.id else frozenset()
    found = Reach()
    # Most people have no times of their own: they share one object, and so the same window.
    alike = {id(times): times for _, times in people}
    windows = {id_: window(team, schedule, day, times) for id_, times in alike.items()}
    for person, times in people:
        if person.id in unwanted:
            found.left_alone[person.id] = OPTED_OUT
        elif (own := windows[id(times)]) is None:
            found.left_alone[person.id] = available(person, absences[person.id], day, times).why or OWN_TIMES
        else:
            _place(found, person, absences[person.id], times, own)
    return found


def _place(found: Reach, person: Person, absences: Sequence[Absence], times: Timing, own: Window) -> None:
    own_day, last_day = (local_day(one, person.zone) for one in own)
    if why := available(person, absences, own_day, times).why:
        found.left_alone[person.id] = why
        return
    found.times[person.id] = own
    leave = next((one for one in absences if own_day < one.starts_on <= last_day), None)
    if leave is not None:
        found.excused[person.id] = leave.why
