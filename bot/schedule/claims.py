"""The outbox's steps as transactions: claim, mark as sending, and what came of it.

pending -> claimed (a lease) -> sending -> sent | ambiguous -> reconciled (sent or pending again) | failed |
expired | parked. What falls due goes by the calendar's time, a lease by the time that really passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, or_, select, update
from sqlalchemy.orm import Session

from bot.chat.events import MessageRef
from bot.schedule import outbox
from bot.store.models import Delivery, Person, Team

NOTICE = "notice"
# People wait for these; the rest may wait behind them.
URGENT_FIRST = (outbox.HELLO, outbox.EDIT, NOTICE, "prompt", "norm", "digest")
_URGENCY = case(
    {kind: place for place, kind in enumerate(URGENT_FIRST)}, value=Delivery.kind, else_=len(URGENT_FIRST)
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a delivery; what came of it counts only while no later one was begun."""

    delivery_id: int
    number: int


def held_back() -> ColumnElement[bool]:
    """Whether a delivery has to wait: its team is paused (a notice goes out all the same) or removed."""
    paused = and_(Team.paused_at.is_not(None), Delivery.kind != NOTICE)
    return (
        select(Team.id)
        .where(Team.id == Delivery.team_id, or_(paused, Team.removed_at.is_not(None)))
        .correlate(Delivery)
        .exists()
    )


def claim_due(session: Session, now: datetime, lease_until: datetime, limit: int) -> list[int]:
    """Claim up to `limit` deliveries that are due; ids, the urgent ones first. Past their window: expired."""
    _expire(session, now)
    due = session.scalars(
        select(Delivery)
        .where(Delivery.state == outbox.PENDING, Delivery.not_before <= now, ~held_back())
        .order_by(_URGENCY, Delivery.not_before, Delivery.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for delivery in due:
        delivery.state, delivery.lease_until = outbox.CLAIMED, lease_until
    return [delivery.id for delivery in due]


def start_sending(
    session: Session, delivery_id: int, now: datetime, lease_until: datetime
) -> Delivery | None:
    """Mark a claimed delivery as sending, so that a crash from here on is known to be ambiguous.

    None when it is not claimed any more, its window closed meanwhile, or its reader said no to messages.
    """
    delivery = _locked(session, delivery_id)
    if delivery is None or delivery.state != outbox.CLAIMED:
        return None
    if unwanted := _unwanted(session, delivery, now):
        delivery.state, delivery.lease_until = unwanted, None
        return None
    delivery.state = outbox.SENDING
    delivery.started_at = now
    delivery.lease_until = lease_until
    delivery.attempts += 1
    return delivery


def sent(session: Session, delivery_id: int, ref: MessageRef, now: datetime) -> None:
    """It stands there, whatever was thought of it meanwhile."""
    delivery = _locked(session, delivery_id)
    if delivery is not None and delivery.state != outbox.SENT:
        _stands_at(delivery, ref, now)


def is_unproven(session: Session, key: str) -> bool:
    """Whether a press on the message of that key would be news."""
    return session.scalar(_unproven(key).with_only_columns(Delivery.id)) is not None


def proven(session: Session, key: str, ref: MessageRef, now: datetime) -> None:
    """Somebody pressed a button on it, so it stands there: it is neither looked up nor sent again."""
    delivery = session.scalar(_unproven(key).with_for_update())
    if delivery is not None:
        _stands_at(delivery, ref, now)


def put_back(session: Session, attempt: Attempt, not_before: datetime, why: str) -> None:
    """It was surely not sent: try again later, unless its window closes first."""
    delivery = _open(session, attempt)
    if delivery is not None:
        delivery.state, delivery.lease_until = outbox.PENDING, None
        delivery.not_before, delivery.trouble = not_before, why


def unclear(session: Session, attempt: Attempt, look_at: datetime, why: str) -> None:
    """It may have been sent: look it up from `look_at` on (real time)."""
    delivery = _open(session, attempt)
    if delivery is not None:
        delivery.state, delivery.trouble, delivery.lease_until = outbox.AMBIGUOUS, why, look_at


def give_up(session: Session, attempt: Attempt, state: str, why: str) -> Delivery | None:
    """It is failed or parked; `why` is in the platform's words or ours, never a person's.

    None when a later attempt was begun, which decides instead.
    """
    delivery = _open(session, attempt)
    if delivery is not None:
        delivery.state, delivery.trouble, delivery.lease_until = state, why, None
    return delivery


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
        .order_by(Delivery.id)
        .with_for_update(skip_locked=True)
    ).all()
    for delivery in stale:
        if delivery.state == outbox.CLAIMED:
            delivery.state, delivery.lease_until = outbox.PENDING, None
        else:
            delivery.state, delivery.lease_until = outbox.AMBIGUOUS, real + settle
    return [delivery.id for delivery in stale if delivery.state == outbox.AMBIGUOUS]


def _expire(session: Session, now: datetime) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.state.in_((outbox.PENDING, outbox.WAITING)), Delivery.expires_at <= now)
        .values(state=outbox.EXPIRED)
    )


def _unwanted(session: Session, delivery: Delivery, now: datetime) -> str | None:
    if delivery.expires_at <= now:
        return outbox.EXPIRED
    person = session.get(Person, delivery.person_id) if delivery.person_id else None
    return outbox.CANCELLED if person is not None and person.declined_at is not None else None


def _unproven(key: str) -> Select[tuple[Delivery]]:
    # One that no attempt was begun for stands nowhere: its key is from a database that is gone.
    begun = Delivery.attempts > 0
    return select(Delivery).where(Delivery.key == key, Delivery.state != outbox.SENT, begun)


def _stands_at(delivery: Delivery, ref: MessageRef, now: datetime) -> None:
    delivery.state, delivery.sent_at, delivery.lease_until = outbox.SENT, now, None
    delivery.channel, delivery.message = ref.channel, ref.message


def _open(session: Session, attempt: Attempt) -> Delivery | None:
    delivery = _locked(session, attempt.delivery_id)
    if delivery is None or delivery.attempts != attempt.number:
        return None
    return delivery if delivery.state in {outbox.SENDING, outbox.AMBIGUOUS} else None


def _locked(session: Session, delivery_id: int) -> Delivery | None:
    return session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
