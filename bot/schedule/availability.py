"""Who can be sent what they did not ask for: not on leave, not in a pause, on their days, in their hours.

Whatever the bot sends by itself asks this when it is made, and again when it goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from bot.schedule.calendar import SchoolCalendar
from bot.schedule.days import Weekday, weekday_named
from bot.schedule.own_times import Timing
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.team_times import quiet_hours, school_calendar
from bot.store.models import Absence, Person, Team
from bot.store.queries.absences import absences_from, on_day

# Why somebody is left alone. Who opted out is counted apart; the rest is excused.
AWAY, PAUSE, OWN_TIMES, OPTED_OUT = "away", "pause", "own-times", "opted-out"
EXCUSED: Final = frozenset({AWAY, PAUSE, OWN_TIMES})


@dataclass(frozen=True, slots=True)
class OwnTimes:
    """A person's zone and their own times; what is empty is the team's."""

    zone: str
    own_time: time | None = None
    own_days: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether somebody is there on a day: `why` not (empty if they are), and until when (None: open).

    `own_day` is false on a day off of the team, and on one that the person does not want messages on.
    """

    why: str = ""
    until: date | None = None
    own_day: bool = True

    @property
    def there(self) -> bool:
        """Whether a message may be meant for that day at all."""
        return not self.why


def availability(
    session: Session, team: Team, people: Sequence[Person], day: date
) -> Mapping[int, Availability]:
    """How it is with each of the people on a day, by person id; the day is local to each of them."""
    absences = absences_from(session, [person.id for person in people], day)
    return {person.id: available(person, absences[person.id], day, timing(team, person)) for person in people}


def available(person: Person, absences: Sequence[Absence], day: date, times: Timing) -> Availability:
    """How it is with one person on a day, by their absences."""
    own_day = times.is_own_day(day)
    if person.declined_at is not None:
        return Availability(OPTED_OUT, own_day=own_day)
    absence = on_day(absences, day)
    if absence is None:
        return Availability(own_day=own_day)
    return Availability(absence.why, absence.ends_on, own_day)


def timing(team: Team, person: Person | OwnTimes) -> Timing:
    """The person's own times, merged with the team's."""
    (merged,) = timings(team, [person])
    return merged


def timings(team: Team, people: Sequence[Person | OwnTimes]) -> list[Timing]:
    """The own times of each of the people, merged with the team's, which are read once.

    Whose own times are the same share one object.
    """
    school, night = school_calendar(team), quiet_hours(team)
    merged = cache(lambda own: _merged(own, school, night))
    return [merged(own_times(person)) for person in people]


def own_times(person: Person | OwnTimes) -> OwnTimes:
    """A person's own times by themselves; equal for all who have the same."""
    if isinstance(person, OwnTimes):
        return person
    return OwnTimes(person.zone, person.own_time, person.own_days, person.quiet_from, person.quiet_until)


def _merged(own: OwnTimes, school: SchoolCalendar, night: QuietHours) -> Timing:
    quiet = [night]
    if own.quiet_from is not None and own.quiet_until is not None:
        quiet.append(QuietHours(own.quiet_from, own.quiet_until))
    return Timing(own.zone, own.own_time, own_days(own.own_days), school, tuple(quiet))


def own_days(stored: str) -> frozenset[Weekday]:
    """The weekdays of `mon,wed`; none for none."""
    named = (weekday_named(word) for word in stored.split(",") if word)
    return frozenset(day for day in named if day is not None)
