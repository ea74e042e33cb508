"""Marks what has to be timed anew when a zone, a calendar or quiet hours change; the next tick does it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Membership, Occurrence, Schedule

# The states of an occurrence; `MOVED`: all is written, and what was not sent yet is timed anew. `EARLY`: it
# is not due yet, somebody has seen their part of it. `CLOSED`: its window is over, and its messages say so.
OPEN, FILLED, MOVED = "open", "filled", "moved"
EARLY, CLOSED = "early", "closed"
# In the details of an occurrence that is still being written: part of it is timed by what held before.
_TIMED_BEFORE = "timed before"


def team_changed(session: Session, team_id: str, now: datetime) -> None:
    """The team's zone, calendar or quiet hours are others now."""
    session.execute(
        update(Schedule)
        .where(Schedule.team_id == team_id, Schedule.ended_at.is_(None))
        .values(next_due_at=None)
    )
    unsent = select(Occurrence).where(
        Occurrence.team_id == team_id,
        Occurrence.state.in_((OPEN, FILLED, MOVED)),
        Occurrence.closes_at > now,
    )
    for occurrence in session.scalars(unsent.with_for_update()):
        if occurrence.state == OPEN:
            occurrence.details = {**(occurrence.details or {}), _TIMED_BEFORE: True}
        else:
            begin_moving(occurrence)


def person_moved(session: Session, person_id: int, now: datetime) -> None:
    """The person's zone is another now."""
    teams = select(Membership.team_id).where(Membership.person_id == person_id).distinct()
    for team_id in session.scalars(teams.order_by(Membership.team_id)).all():
        team_changed(session, team_id, now)


def written(occurrence: Occurrence) -> None:
    """All of the occurrence is written; it is gone through again if something changed meanwhile."""
    if (occurrence.details or {}).get(_TIMED_BEFORE):
        begin_moving(occurrence)
    else:
        occurrence.state = FILLED


def begin_moving(occurrence: Occurrence) -> None:
    """Have what is not sent yet gone through from the first."""
    details = dict(occurrence.details or {})
    details.pop(_TIMED_BEFORE, None)
    occurrence.details = details
    occurrence.state, occurrence.cursor = MOVED, 0
