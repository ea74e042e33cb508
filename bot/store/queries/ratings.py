"""Ratings as they stand: the newest of each person that was not undone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import AgreedState, Goal, Rating


def latest_by(
    session: Session, team_id: str, person_id: int, indicator: str, older_than: int | None = None
) -> Rating | None:
    """The person's newest rating of an indicator that was not undone, or the one before the id given."""
    return session.scalar(
        select(Rating)
        .where(
            Rating.team_id == team_id,
            Rating.person_id == person_id,
            Rating.indicator == indicator,
            Rating.undone_at.is_(None),
            *(() if older_than is None else (Rating.id < older_than,)),
        )
        .order_by(Rating.id.desc())
        .limit(1)
    )


def standing(session: Session, team_id: str) -> Sequence[Rating]:
    """Each person's newest rating of each indicator, undone ones left out."""
    newest = (
        select(func.max(Rating.id))
        .where(Rating.team_id == team_id, Rating.undone_at.is_(None))
        .group_by(Rating.person_id, Rating.indicator)
    )
    return session.scalars(select(Rating).where(Rating.id.in_(newest)).order_by(Rating.id)).all()


def agreed(session: Session, team_id: str) -> dict[str, AgreedState]:
    """What the team agreed on last, by indicator."""
    rows = session.scalars(
        select(AgreedState).where(AgreedState.team_id == team_id).order_by(AgreedState.agreed_on)
    )
    return {row.indicator: row for row in rows}


def goals(session: Session, team_id: str) -> dict[str, Goal]:
    """The goals that hold, by indicator."""
    rows = session.scalars(
        select(Goal).where(Goal.team_id == team_id, Goal.ended_at.is_(None)).order_by(Goal.set_on)
    )
    return {row.indicator: row for row in rows}
