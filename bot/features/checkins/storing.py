"""Makes the prompts of many people and stores them: one statement, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.features.checkins.run import Run
from bot.schedule.check_in import check_in_of
from bot.store.loaded import not_stored
from bot.store.models import Occurrence, Prompt, Schedule, Team
from bot.store.new_rows import next_ids
from bot.store.prepared import Prepared

_PROMPT: Table = Prompt.__table__  # type: ignore[assignment]
_COLUMNS: Final = tuple(_PROMPT.c.keys())
_STORED = Prepared(insert(_PROMPT), _COLUMNS)
_CARRIED = Prepared(
    update(_PROMPT).where(_PROMPT.c.id == bindparam("prompt")).values(delivery_id=bindparam("delivery"))
)
# Of a question that nobody has seen yet.
_UNTOUCHED: Final[Mapping[str, Any]] = {
    "delivery_id": None,
    "skipped_at": None,
    "skip_reason": "",
    "snoozed_until": None,
    "not_mine": False,
    "early_at": None,
}


def made(desk: Desk, schedule: Schedule, occurrence: Occurrence, run: Run) -> Mapping[int, list[Prompt]]:
    """The prompts of a run by person, with the ids that they get when they are stored, which is next."""
    check_in = check_in_of(schedule)
    instrument = desk.instrument(desk.session.get_one(Team, schedule.team_id))
    about = instrument if check_in.is_about_indicators else None
    alike = {
        **_UNTOUCHED,
        "team_id": occurrence.team_id,
        "occurrence_id": occurrence.id,
        "asks": check_in.asks,
        "question": check_in.question,
    }
    ids = iter(next_ids(desk.session, Prompt, sum(len(one.subjects) for one in run.asked)))
    by_person: dict[int, list[Prompt]] = {}
    for one in run.asked:
        own = {"person_id": one.person.id, "due_at": one.moment.due_at, "closes_at": one.closes_at}
        for subject in one.subjects:
            audience = about.indicator(subject).audience if about else ""
            values = {**alike, **own, "id": next(ids), "subject": subject, "audience": audience}
            by_person.setdefault(one.person.id, []).append(not_stored(Prompt, values))
    return by_person


def store(session: Session, new: Sequence[Prompt], into: Mapping[int, int | None]) -> None:
    """Store prompts that were made, each with the delivery that carries it, if one does, by person id."""
    rows = [{name: getattr(prompt, name) for name in _COLUMNS} for prompt in new]
    if rows:
        _STORED.each(session, [{**row, "delivery_id": into.get(row["person_id"])} for row in rows])


def put_into(session: Session, stored: Sequence[Prompt], into: Mapping[int, int | None]) -> None:
    """Say which delivery carries prompts that are stored already."""
    carried = [
        {"prompt": prompt.id, "delivery": into[prompt.person_id]}
        for prompt in stored
        if prompt.person_id in into
    ]
    if carried:
        _CARRIED.each(session, carried)
