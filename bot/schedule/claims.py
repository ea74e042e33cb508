"""The outbox's steps as transactions: claim, mark as sending, and what came of it.

pending -> claimed (a lease) -> sending -> sent | ambiguous -> reconciled (sent or pending again) | failed |
expired | parked. What falls due goes by the calendar's time, a lease by the time that really passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery, Team

# People wait for these; the rest may wait behind them.
URGENT_FIRST = (outbox.HELLO, "notice", "prompt", "norm", "digest")


def claim_due(session: Session, now: datetime, lease_until: datetime, limit: int) -> list[int]:
    """Claim up to `limit` deliveries that are due; ids, the urgent ones first. Past their window: expired."""
    due = session.scalars(
        select(Delivery)
        .where(Delivery.state == outbox.PENDING, Delivery.not_before <= now)
        .order_by(Delivery.not_before, Delivery.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    return [delivery.id for delivery in _urgent_first(due) if _claim(session, delivery, now, lease_until)]


def start_sending(
    session: Session, delivery_id: int, now: datetime, lease_until: datetime
) -> Delivery | None:
    """Mark a claimed delivery as sending, so that a crash from here on is known to be ambiguous.

    None when it is not claimed any more or its window closed meanwhile.
    """
    delivery = _locked(session, delivery_id)
    if delivery is None or delivery.state != outbox.CLAIMED:
        return None
    if delivery.expires_at <= now:
        delivery.state = outbox.EXPIRED
        return None
    delivery.state = outbox.SENDING
    delivery.started_at = now
    delivery.lease_until = lease_until
    delivery.attempts += 1
    return delivery


def sent(session: Session, delivery_id: int, channel: str, message: str, now: datetime) -> None:
    """It stands there."""
    delivery = _locked(session, delivery_id)
    if delivery is not None:
        delivery.state, delivery.sent_at, delivery.lease_until = outbox.SENT, now, None
        delivery.channel, delivery.message = channel, message


def put_back(session: Session, delivery_id: int, not_before: datetime, why: str) -> None:
    """It was surely not sent: try again later, unless its window closes first."""
    delivery = _locked(session, delivery_id)
    if delivery is not None:
        delivery.state, delivery.lease_until = outbox.PENDING, None
        delivery.not_before, delivery.trouble = not_before, why


def end(
    session: Session, delivery_id: int, state: str, why: str, lease_until: datetime | None = None
) -> None:
    """It is ambiguous, failed or parked; `why` is in the platform's words or ours, never a person's."""
    delivery = _locked(session, delivery_id)
    if delivery is not None:
        delivery.state, delivery.trouble, delivery.lease_until = state, why, lease_until


def recover(session: Session, real: datetime, settle: timedelta) -> list[int]:
    """Free the claims of a process that died, and find what must be looked up: ids of ambiguous deliveries.

    A claim whose lease ran out was surely not sent; one that was sending may have been.
    """
    stale = session.scalars(
        select(Delivery)
        .where(
            Delivery.state.in_((outbox.CLAIMED, outbox.SENDING, outbox.AMBIGUOUS)),
            Delivery.lease_until <= real,
        )
        .with_for_update(skip_locked=True)
    ).all()
    for delivery in stale:
        if delivery.state == outbox.CLAIMED:
            delivery.state, delivery.lease_until = outbox.PENDING, None
        else:
            delivery.state, delivery.lease_until = outbox.AMBIGUOUS, real + settle
    return [delivery.id for delivery in stale if delivery.state == outbox.AMBIGUOUS]


def _claim(session: Session, delivery: Delivery, now: datetime, lease_until: datetime) -> bool:
    if delivery.expires_at <= now:
        delivery.state = outbox.EXPIRED
        return False
    if _paused(session, delivery) or (delivery.person_id and delivery.account is None):
        delivery.not_before = now + timedelta(minutes=1)
        return False
    delivery.state, delivery.lease_until = outbox.CLAIMED, lease_until
    return True


def _paused(session: Session, delivery: Delivery) -> bool:
    team = session.get(Team, delivery.team_id) if delivery.team_id else None
    return team is not None and team.paused_at is not None and delivery.kind != "notice"


def _urgent_first(due: Sequence[Delivery]) -> list[Delivery]:
    rank = {kind: place for place, kind in enumerate(URGENT_FIRST)}
    return sorted(due, key=lambda delivery: (rank.get(delivery.kind, len(rank)), delivery.id))


def _locked(session: Session, delivery_id: int) -> Delivery | None:
    return session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
