"""What the bot will do next by itself, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.schedule import anew, claims, outbox
from bot.schedule.check_in import KIND
from bot.store.models import Delivery, Occurrence, Schedule, Team
from bot.store.queries import reminders


@dataclass(frozen=True, order=True, slots=True)
class Due:
    """The instant (UTC), the kind (`check-in`, `prompt`, …), and whether it was tried before and failed."""

    at: datetime
    kind: str
    again: bool = False


def next_due(session: Session, now: datetime) -> Due | None:
    """The next schedule, delivery, look at a reminder or end of a check-in's window after `now`."""
    every = (
        _next_schedule(session),
        _next_delivery(session, now),
        _next_reminder(session, now),
        _next_closing(session, now),
    )
    found = [one for one in every if one is not None]
    return min(found, default=None)


def _next_schedule(session: Session) -> Due | None:
    row = session.execute(
        select(Schedule.next_due_at, Schedule.kind)
        .join(Team, Team.id == Schedule.team_id)
        .where(Schedule.next_due_at.is_not(None), Schedule.ended_at.is_(None), Team.paused_at.is_(None))
        .where(Schedule.paused_at.is_(None), Team.removed_at.is_(None))
        .order_by(Schedule.next_due_at)
        .limit(1)
    ).first()
    return Due(row[0], row[1]) if row and row[0] else None


def _next_delivery(session: Session, now: datetime) -> Due | None:
    row = session.execute(
        select(Delivery.not_before, Delivery.kind, Delivery.attempts)
        .where(Delivery.state.in_((outbox.PENDING, outbox.HELD)), Delivery.not_before > now)
        .where(~claims.held_back())
        .order_by(Delivery.not_before)
        .limit(1)
    ).first()
    return Due(row[0], row[1], again=row[2] > 0) if row else None


def _next_reminder(session: Session, now: datetime) -> Due | None:
    at = reminders.next_look(session, now)
    return Due(at, outbox.REMINDER) if at else None


def _next_closing(session: Session, now: datetime) -> Due | None:
    """When messages change because a window is over; a team that is paused keeps its messages up too."""
    at = session.scalar(
        select(Occurrence.closes_at)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Occurrence.state == anew.FILLED, Schedule.kind == KIND, Occurrence.closes_at > now)
        .order_by(Occurrence.closes_at)
        .limit(1)
    )
    return Due(at, outbox.EDIT) if at else None
