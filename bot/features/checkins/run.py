"""One run of a check-in thought through: who is asked what and when, and who is not. Nothing is written here.

What is sent and what a preview shows both come from here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

from bot.desk import Desk
from bot.features.checkins import late
from bot.features.checkins.choosing import Turns, candidates, turns_of
from bot.features.checkins.reach import Window, WithTimes, reach, with_times
from bot.schedule.check_in import AT_ONCE, check_in_of
from bot.schedule.moments import Letter, Moment, letters_to, moment
from bot.schedule.outlook import ENOUGH
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import local_day
from bot.store.models import Occurrence, Person, Schedule, Team
from bot.store.queries import prompts

Holders = Sequence[tuple[Person, list[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person is asked, from when until when, and the message that it goes into."""

    person: Person
    subjects: tuple[str, ...]
    moment: Moment
    closes_at: datetime


@dataclass(slots=True)
class Run:
    """Who is asked; by person id why others are left alone; and for whom it is too late.

    `not_counted` says why, by person id, of those who are left alone, and of those who are asked and go on
    leave before the window closes.
    """

    asked: list[Asked] = field(default_factory=list)
    left_alone: dict[int, str] = field(default_factory=dict)
    not_counted: dict[int, str] = field(default_factory=dict)
    too_late: list[Person] = field(default_factory=list)
    nothing_to_ask: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Before:
    """What was before the run: whose turn it is, and what each person gets anyway, by person id.

    Both grow with the run.
    """

    turns: Turns
    letters: dict[int, list[Letter]]


def before(desk: Desk, schedule: Schedule, people: Sequence[Person], *, locked: bool = True) -> Before:
    """What was before a run that begins now; `locked`: none of the messages can go out until the commit."""
    turns = turns_of(desk, schedule.team_id, check_in_of(schedule).asks, people)
    return Before(turns, letters_to(desk, [person.id for person in people], locked=locked))


def think_through(
    desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders, known: Before
) -> Run:
    """What comes of an occurrence for these people, in their order."""
    team, check_in = desk.session.get_one(Team, schedule.team_id), check_in_of(schedule)
    subjects = _possible(desk, team, schedule, holders)
    people = with_times(team, [person for person, _ in holders if subjects[person.id]])
    windows, run = windows_of(desk, team, schedule, occurrence, people)
    run.nothing_to_ask = [person for person, _ in holders if not subjects[person.id]]
    in_time = cache(partial(_in_time, desk, occurrence))
    for person, times in people:
        if (window := windows.get(person.id)) is None:
            continue
        if not in_time(times.zone, window):
            run.too_late.append(person)
        elif (when := _moment(desk, team, person, window, times, known)) is None:
            run.left_alone[person.id] = run.not_counted[person.id] = ENOUGH
        else:
            chosen = known.turns.next(person.id, subjects[person.id], check_in.per_person)
            run.asked.append(Asked(person, tuple(chosen), when, window[1]))
    return run


def windows_of(
    desk: Desk, team: Team, schedule: Schedule, occurrence: Occurrence, people: WithTimes
) -> tuple[Mapping[int, Window], Run]:
    """From when until when each of the people is asked, by their id, and who is left alone."""
    found = reach(desk, team, schedule, occurrence.day, people)
    not_counted = dict(found.not_counted([person.id for person, _ in people]))
    run = Run(left_alone=dict(found.left_alone), not_counted=not_counted)
    if not is_at_once(occurrence):
        return found.times, run
    at_once: dict[int, Window] = {}
    for person, times in people:
        if (own := found.times.get(person.id)) is not None:
            due_at = times.next_allowed(occurrence.due_at, own[1])
            at_once[person.id] = (due_at or own[0], own[1])
    return at_once, run


def is_at_once(occurrence: Occurrence) -> bool:
    """Whether somebody wanted it at that moment, whatever the check-in's own time is."""
    return bool((occurrence.details or {}).get(AT_ONCE))


def _possible(desk: Desk, team: Team, schedule: Schedule, holders: Holders) -> Mapping[int, Sequence[str]]:
    """What each of the people can be asked about, without what they said is not theirs, by their id."""
    own = cache(lambda roles: candidates(desk, schedule, roles))
    declined = prompts.declined_subjects(desk.session, team, [person for person, _ in holders])
    return {
        person.id: [each for each in own(tuple(roles)) if each not in declined.get(person.id, ())]
        for person, roles in holders
    }


def _in_time(desk: Desk, occurrence: Occurrence, zone: str, window: Window) -> bool:
    due_at, closes_at = window
    if is_at_once(occurrence):
        return desk.now < closes_at
    return desk.now <= late.too_late_after(local_day(due_at, zone), zone, due_at, closes_at)


def _moment(
    desk: Desk, team: Team, person: Person, window: Window, times: Timing, known: Before
) -> Moment | None:
    """When the person's questions come; the message is thought of from then on."""
    letters = known.letters.setdefault(person.id, [])
    found = moment(letters, team.id, window, times, desk.now)
    if found is not None and found.joins is None:
        letters.append(Letter(max(found.due_at, desk.now), team.id))
    return found
