"""Who is away when, who does not want a check-in, and who was left alone by one for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Table, insert, or_, select
from sqlalchemy.orm import Session

from bot.store.models import Absence, NotAsked, Occurrence, OptOut

_NOT_ASKED: Table = NotAsked.__table__  # type: ignore[assignment]


def absences_from(
    session: Session, person_ids: Sequence[int], first: date
) -> Mapping[int, Sequence[Absence]]:
    """By person id, the absences that hold on `first` or later and were not ended; the earliest first."""
    found: dict[int, list[Absence]] = {person_id: [] for person_id in person_ids}
    rows = session.scalars(
        select(Absence)
        .where(Absence.person_id.in_(person_ids), Absence.ended_at.is_(None))
        .where(or_(Absence.ends_on.is_(None), Absence.ends_on >= first))
        .order_by(Absence.starts_on, Absence.id)
    )
    for absence in rows:
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
    return frozenset(
        session.scalars(
            select(OptOut.person_id)
            .where(OptOut.schedule_id == schedule_id, OptOut.ended_at.is_(None))
            .where(OptOut.person_id.in_(person_ids))
        )
    )


def leave_alone(session: Session, occurrence: Occurrence, why: Mapping[int, str]) -> None:
    """Note who is not asked in the occurrence and why, by person id; who stands there already stays so."""
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
