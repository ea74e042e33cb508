"""Every rating that counts for an indicator, as they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.models import Occurrence, Rating


def ratings_of(session: Session, lineage: Lineage, team_id: str, indicator_id: str) -> Sequence[Rating]:
    """The team's ratings of an indicator of today in the order they were given, undone ones left out."""
    return session.scalars(
        select(Rating)
        .where(Rating.team_id == team_id, Rating.undone_at.is_(None), lineage.about(Rating, indicator_id))
        .order_by(Rating.given_at, Rating.id)
    ).all()


def windows_of(session: Session, ratings: Sequence[Rating]) -> Mapping[int, Occurrence]:
    """The rating windows that these were given in, by id."""
    ids = {rating.occurrence_id for rating in ratings if rating.occurrence_id is not None}
    rows = session.scalars(select(Occurrence).where(Occurrence.id.in_(ids))) if ids else ()
    return {row.id: row for row in rows}
