"""What the database says about how the bot is doing, read when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.schedule import claims, outbox
from bot.store.engine import Store
from bot.store.models import Delivery, Schedule, Team

# What ended well is counted as it happens: there are years of it.
_COUNTED = (
    outbox.PENDING,
    outbox.WAITING,
    outbox.HELD,
    outbox.SENDING,
    outbox.AMBIGUOUS,
    outbox.FAILED,
    outbox.EXPIRED,
    outbox.PARKED,
)


@dataclass(frozen=True, slots=True)
class State:
    """Deliveries by state, and the seconds that the oldest due delivery and the latest schedule are late."""

    deliveries: Mapping[str, int]
    oldest_due: float
    clock_lag: float


async def read_state(store: Store, now: datetime) -> State:
    """The state at an instant of the calendar; raises `StoreAway`."""
    return await store.read(partial(_state, now=now))


def _state(session: Session, now: datetime) -> State:
    counted = session.execute(
        select(Delivery.state, func.count()).where(Delivery.state.in_(_COUNTED)).group_by(Delivery.state)
    )
    due = select(func.min(Delivery.not_before)).where(
        Delivery.state == outbox.PENDING,
        Delivery.not_before <= now,
        Delivery.expires_at > now,
        ~claims.held_back(),
    )
    late = (
        select(func.min(Schedule.next_due_at))
        .join(Team, Team.id == Schedule.team_id)
        .where(Schedule.ended_at.is_(None), Team.paused_at.is_(None), Team.removed_at.is_(None))
    )
    return State(
        {**dict.fromkeys(_COUNTED, 0), **dict(counted.tuples().all())},
        _seconds_since(session.scalar(due), now),
        _seconds_since(session.scalar(late), now),
    )


def _seconds_since(instant: datetime | None, now: datetime) -> float:
    return max(0.0, (now - instant).total_seconds()) if instant else 0.0
