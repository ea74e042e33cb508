"""Who is away when, who does not want a check-in, and who was left alone by one for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Table, bindparam, insert, or_, select
from sqlalchemy.orm import Session

from bot.store.loaded import columns_of, loaded
from bot.store.models import Absence, NotAsked, Occurrence, OptOut
from bot.store.prepared import Prepared

_NOT_ASKED: Table = NotAsked.__table__  # type: ignore[assignment]
_ABSENCES = Prepared(
    select(*columns_of(Absence))
    .where(Absence.person_id.in_(bindparam("people", expanding=True)), Absence.ended_at.is_(None))
    .where(or_(Absence.ends_on.is_(None), Absence.ends_on >= bindparam("first")))
    .order_by(Absence.starts_on, Absence.id),
    lists=("people",),
)
_OPTED_OUT = Prepared(
    select(OptOut.person_id)
    .where(OptOut.schedule_id == bindparam("schedule"), OptOut.ended_at.is_(None))
    .where(OptOut.person_id.in_(bindparam("people", expanding=True))),
    lists=("people",),
)


def absences_from(
    session: Session, person_ids: Sequence[int], first: date
) -> Mapping[int, Sequence[Absence]]:
    """By person id, the absences that hold on `first` or later and were not ended; the earliest first."""
    found: dict[int, list[Absence]] = {person_id: [] for person_id in person_ids}
    rows = _ABSENCES.rows(session, {"people": person_ids, "first": first}) if person_ids else []
    for row in rows:
        absence = loaded(session, Absence, row)
        found[absence.person_id].append(absence)
    return found


def on_day(absences: Sequence[Absence], day: date) -> Absence | None:
    """The one of the absences that covers the day."""
    return next((one for one in absences if covers(one, day)), None)


def covers(absence: Absence, day: date) -> bool:
    """Whether the absence holds on the day, its last one included."""
    return absence.starts_on <= day and (absence.ends_on is None or day <= absence.ends_on)


def opted_out_of(session: Session, schedule_id: int, person_ids: Sequence[int]) -> frozenset[int]:
    """Those of the people who do not want to get that check-in, by id."""
    about = {"schedule": schedule_id, "people": person_ids}
    found = _OPTED_OUT.rows(session, about) if person_ids else []
    return frozenset(person_id for (person_id,) in found)


def leave_alone(session: Session, occurrence: Occurrence, why: Mapping[int, str]) -> None:
    """Note who is not asked in the occurrence and why, by person id; who stands there already stays so."""
    if not why:
        return
    known = set(
        session.scalars(
            select(NotAsked.person_id).where(
                NotAsked.occurrence_id == occurrence.id, NotAsked.person_id.in_(list(why))
            )
        )
    )
    rows = [
        {
            "team_id": occurrence.team_id,
            "occurrence_id": occurrence.id,
            "person_id": person_id,
            "why": reason,
        }
        for person_id, reason in why.items()
        if person_id not in known
    ]
    if rows:
        session.connection().execute(insert(_NOT_ASKED), rows)
