"""Writes the prompts of many people at once: a few statements, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, insert

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
        # A column that nobody has filled gets its default.
        columns = [name for name in _PROMPT.c.keys() if name not in {"id", "delivery_id"}]  # noqa: SIM118
        names = [name for name in columns if any(getattr(one, name) is not None for one in made)]
        rows = [{name: getattr(one, name) for name in names} for one in made]
        stored = insert(_PROMPT).returning(_PROMPT.c.id, sort_by_parameter_order=True)
        for prompt, id_ in zip(made, desk.session.connection().execute(stored, rows).scalars(), strict=True):
            prompt.id = id_
            by_person.setdefault(prompt.person_id, []).append(prompt)
    return by_person
