"""What the cards of check-ins need from the database, read once for as many prompts as there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select

from bot.desk import Desk
from bot.schedule.check_in import CheckIn, check_in_of
from bot.schedule.wall_clock import local_day
from bot.store.loaded import columns_of, loaded
from bot.store.models import Answer, Occurrence, Person, Prompt, Rating, Schedule, Team
from bot.store.prepared import Prepared
from bot.store.queries import digest, prompts, seats

_SCHEDULES = Prepared(
    select(Occurrence.id, *columns_of(Schedule))
    .join(Schedule, Schedule.id == Occurrence.schedule_id)
    .where(Occurrence.id.in_(bindparam("occurrences", expanding=True))),
    lists=("occurrences",),
)


@dataclass(frozen=True, slots=True)
class Background:
    """By prompt id: the newest answer, the rating that is the answer, what was said before, who could help.

    Who facilitates by day, the roles by person id, and what each check-in asks by its occurrence's id.
    """

    answers: Mapping[int, Answer]
    earlier: Mapping[int, Answer]
    facilitators: Mapping[date, Sequence[Person]]
    ratings: Mapping[int, Rating]
    helpers: Mapping[int, str]
    roles: Mapping[int, Sequence[str]]
    check_ins: Mapping[int, CheckIn]


def background(desk: Desk, team: Team, people: Sequence[Person], asked: Sequence[Prompt]) -> Background:
    """The background of the prompts of these people."""
    answers = prompts.answers_to(desk.session, asked)
    return replace(
        before_answers(desk, team, people, asked),
        answers=answers,
        ratings=prompts.ratings_to(desk.session, asked),
        helpers={id_: _helper(desk, answer) for id_, answer in answers.items() if answer.helper},
    )


def before_answers(desk: Desk, team: Team, people: Sequence[Person], asked: Sequence[Prompt]) -> Background:
    """The background of prompts that nobody can have answered yet, or that nobody has."""
    days = {local_day(desk.now, person.zone) for person in people}
    return Background(
        {},
        prompts.answers_before(desk.session, asked),
        {day: seats.facilitators(desk.session, team.id, day) for day in days},
        {},
        {},
        prompts.roles_of_people(desk.session, team.id, max(days), [person.id for person in people]),
        _check_ins(desk, {prompt.occurrence_id for prompt in asked}),
    )


def _helper(desk: Desk, answer: Answer) -> str:
    found = digest.who_has(desk.session, answer.team_id, answer.through, answer.helper)
    return found.name if found else ""


def _check_ins(desk: Desk, occurrence_ids: set[int]) -> dict[int, CheckIn]:
    rows = _SCHEDULES.rows(desk.session, {"occurrences": list(occurrence_ids)})
    return {occurrence_id: check_in_of(loaded(desk.session, Schedule, row)) for occurrence_id, *row in rows}
