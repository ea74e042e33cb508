"""Writes the prompts of many people at once: a few statements, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, insert, select

from bot.desk import Desk
from bot.features.checkins import late
from bot.features.checkins.carrying import Carried, carry
from bot.features.checkins.run import Holders, Run, before, think_through
from bot.features.checkins.shown_early import left_open
from bot.schedule.check_in import check_in_of
from bot.store.models import Occurrence, Prompt, Schedule, Team
from bot.store.queries import rotation
from bot.store.queries.absences import leave_alone

_PROMPT: Table = Prompt.__table__  # type: ignore[assignment]


def ask(desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders) -> None:
    """Ask each of the people about their next subjects, in one message a person and moment."""
    run, asked = write(desk, schedule, occurrence, holders)
    leave_alone(desk.session, occurrence, run.not_counted)
    late.note_not_asked(occurrence, len(run.too_late))
    roles = {person.id: tuple(held) for person, held in holders}
    carry(
        desk,
        occurrence,
        [
            *left_open(desk, occurrence, holders),
            *(
                Carried(one.person, roles[one.person.id], asked[one.person.id], one.moment.joins)
                for one in run.asked
            ),
        ],
    )


def write(
    desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders
) -> tuple[Run, Mapping[int, list[Prompt]]]:
    """Write the questions of those who have none of the occurrence yet; what came of it, and by person id."""
    asked_already = rotation.asked_already(desk.session, occurrence.id, [person.id for person, _ in holders])
    left = [(person, roles) for person, roles in holders if person.id not in asked_already]
    known = before(desk, schedule, [person for person, _ in left])
    run = think_through(desk, schedule, occurrence, left, known)
    return run, _stored(desk, _prompts(desk, schedule, occurrence, run))


def _prompts(desk: Desk, schedule: Schedule, occurrence: Occurrence, run: Run) -> list[Prompt]:
    """The prompts of everybody, not stored yet."""
    check_in = check_in_of(schedule)
    instrument = desk.instrument(desk.session.get_one(Team, schedule.team_id))
    return [
        Prompt(
            team_id=occurrence.team_id,
            occurrence_id=occurrence.id,
            person_id=one.person.id,
            subject=subject,
            audience=instrument.indicator(subject).audience if check_in.is_about_indicators else "",
            due_at=one.moment.due_at,
            closes_at=one.closes_at,
            asks=check_in.asks,
            question=check_in.question,
        )
        for one in run.asked
        for subject in one.subjects
    ]


def _stored(desk: Desk, made: Sequence[Prompt]) -> Mapping[int, list[Prompt]]:
    """The prompts by person, with their ids."""
    by_person: dict[int, list[Prompt]] = {}
    if made:
        # A column that is not filled gets its default; all prompts of a run have the same ones.
        columns = [name for name in _PROMPT.c.keys() if name not in {"id", "delivery_id"}]  # noqa: SIM118
        names = [name for name in columns if getattr(made[0], name) is not None]
        rows = [{name: getattr(one, name) for name in names} for one in made]
        # Asked back with RETURNING, SQLite would take the rows one statement each.
        desk.session.connection().execute(insert(_PROMPT), rows)
        ids = _ids(desk, made)
        for prompt in made:
            prompt.id = ids[prompt.person_id, prompt.subject]
            by_person.setdefault(prompt.person_id, []).append(prompt)
    return by_person


def _ids(desk: Desk, made: Sequence[Prompt]) -> Mapping[tuple[int, str], int]:
    """The ids that they got, by person and subject: of an occurrence each stands there once."""
    found = desk.session.execute(
        select(Prompt.person_id, Prompt.subject, Prompt.id).where(
            Prompt.occurrence_id == made[0].occurrence_id,
            Prompt.person_id.in_({prompt.person_id for prompt in made}),
        )
    )
    return {(person_id, subject): id_ for person_id, subject, id_ in found}
