"""Schedules of a team and what came of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Schedule


def running(session: Session, team_id: str, kind: str) -> Sequence[Schedule]:
    """The schedules of one kind that were not ended, the next due first."""
    return session.scalars(
        select(Schedule)
        .where(Schedule.team_id == team_id, Schedule.kind == kind, Schedule.ended_at.is_(None))
        .order_by(Schedule.next_due_at.is_(None), Schedule.next_due_at, Schedule.id)
    ).all()


def past_occurrences(session: Session, schedule_id: int) -> Sequence[Occurrence]:
    """The runs of a schedule, oldest first."""
    return session.scalars(
        select(Occurrence)
        .where(Occurrence.schedule_id == schedule_id)
        .order_by(Occurrence.day, Occurrence.id)
    ).all()
