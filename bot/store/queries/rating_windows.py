"""Rating windows: in which one somebody can rate now, and what they have rated in it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.models import Prompt, Rating
from bot.store.queries.prompts import RATING


def _open_to(
    person: ColumnElement[int], team: ColumnElement[str], at: ColumnElement[datetime]
) -> Select[tuple[int]]:
    return (
        select(func.max(Prompt.occurrence_id))
        .where(Prompt.person_id == person, Prompt.team_id == team, Prompt.asks == RATING)
        .where(func.coalesce(Prompt.early_at, Prompt.due_at) <= at, Prompt.closes_at > at)
    )


# The window that a rating falls into as it is given; its columns' names are taken in an insert.
OF_A_RATING: Final[ScalarSelect[int]] = _open_to(
    bindparam("rater"), bindparam("rater_in"), bindparam("rated_at", type_=Prompt.due_at.type)
).scalar_subquery()


def open_window(session: Session, team_id: str, person_id: int, now: datetime) -> int | None:
    """The newest occurrence that asks a person for ratings and can be answered now."""
    return session.scalar(_NEWEST, {"rater": person_id, "rater_in": team_id, "rated_at": now})


def closes_at(session: Session, occurrence_id: int, person_id: int) -> datetime:
    """When a window closes for a person."""
    return session.scalars(
        select(func.max(Prompt.closes_at)).where(
            Prompt.occurrence_id == occurrence_id, Prompt.person_id == person_id
        )
    ).one()


def rated_in(
    session: Session, lineage: Lineage, team_id: str, person_id: int, occurrence_id: int
) -> dict[str, Rating]:
    """What a person rated in a window, by the indicator of today; the newest of each."""
    return _rated(session, lineage, team_id, person_id, Rating.occurrence_id == occurrence_id)


def rated_since(
    session: Session, lineage: Lineage, team_id: str, person_id: int, since: datetime
) -> dict[str, Rating]:
    """The same since an instant."""
    return _rated(session, lineage, team_id, person_id, Rating.given_at >= since)


def _rated(
    session: Session, lineage: Lineage, team_id: str, person_id: int, where: ColumnElement[bool]
) -> dict[str, Rating]:
    rows = session.scalars(
        select(Rating)
        .where(Rating.person_id == person_id, Rating.team_id == team_id, Rating.undone_at.is_(None), where)
        .order_by(Rating.id)
    )
    return {name: row for row in rows if (name := lineage.id_today(row))}


_NEWEST: Final = select(OF_A_RATING)
