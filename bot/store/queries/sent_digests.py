"""Digests that were sent: their runs, and the messages that each was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Delivery, Occurrence, Schedule

# A message goes soon after its digest is due; at the latest before the next one.
_GOES_WITHIN: Final = timedelta(days=10)


def runs(
    session: Session, team_id: str, states: Sequence[str], day: date | None = None, *, most: int = 200
) -> Sequence[tuple[Occurrence, Schedule]]:
    """The runs of the team's digests in these states, of one day or of all, the newest first."""
    found = (
        select(Occurrence, Schedule)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Occurrence.team_id == team_id, Schedule.kind == "digest", Occurrence.state.in_(states))
        .order_by(Occurrence.due_at.desc(), Occurrence.id.desc())
        .limit(most)
    )
    if day is not None:
        found = found.where(Occurrence.day == day)
    return [(run, schedule) for run, schedule in session.execute(found)]


def messages(session: Session, run: Occurrence, whom: str, states: Sequence[str]) -> Sequence[Delivery]:
    """What was written of a run whose purpose goes on with `whom` (`channel:3`, `person:`), oldest first."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.state.in_(states), Delivery.kind == "digest")
        .where(Delivery.not_before >= run.due_at, Delivery.not_before < run.due_at + _GOES_WITHIN)
        .where(Delivery.team_id == run.team_id)
        .where(Delivery.purpose.startswith(f"digest:{run.id}:{whom}", autoescape=True))
        .order_by(Delivery.id)
    ).all()
