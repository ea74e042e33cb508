"""What came of an attempt, written down: a batch of them in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from bot.chat.events import MessageRef
from bot.schedule import opting_in, outbox
from bot.schedule.letters import Attempt
from bot.store.models import Delivery
from bot.store.prepared import Prepared

_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
_UNDECIDED = (outbox.SENDING, outbox.AMBIGUOUS)
_STANDS = Prepared(
    update(_DELIVERY)
    .where(_DELIVERY.c.id == bindparam("delivery_id"), _DELIVERY.c.state != outbox.SENT)
    .values(
        state=outbox.SENT,
        sent_at=bindparam("at"),
        channel=bindparam("place"),
        message=bindparam("ref"),
        lease_until=None,
    )
)
_OPEN_AGAIN = Prepared(
    update(_DELIVERY)
    .where(
        _DELIVERY.c.id == bindparam("delivery_id"),
        _DELIVERY.c.attempts == bindparam("number"),
        # Many rows in one call take no IN.
        or_(*(_DELIVERY.c.state == state for state in _UNDECIDED)),
    )
    .values(
        state=bindparam("new_state"),
        lease_until=bindparam("look_at"),
        not_before=func.coalesce(
            bindparam("again", type_=_DELIVERY.c.not_before.type), _DELIVERY.c.not_before
        ),
        trouble=bindparam("why"),
    )
)


@dataclass(frozen=True, slots=True)
class Stands:
    """It stands there, whatever was thought of it meanwhile."""

    delivery_id: int
    at: datetime
    place: str
    ref: str

    def values(self) -> dict[str, Any]:
        """The values that a statement takes."""
        return {"delivery_id": self.delivery_id, "at": self.at, "place": self.place, "ref": self.ref}


@dataclass(frozen=True, slots=True)
class Undone:
    """It does not stand there as far as is known; counts only while no later attempt was begun.

    `again` is when it may be tried again, `look_at` when it is looked up (real time).
    """

    delivery_id: int
    number: int
    new_state: str
    why: str
    again: datetime | None = None
    look_at: datetime | None = None


Outcome = Stands | Undone


def sent(attempt: Attempt, ref: MessageRef, now: datetime) -> Stands:
    """It was sent, or found."""
    return Stands(attempt.delivery_id, now, ref.channel, ref.message)


def put_back(attempt: Attempt, again: datetime, why: str) -> Undone:
    """It was surely not sent: try again later, unless its window closes first."""
    return Undone(attempt.delivery_id, attempt.number, outbox.PENDING, why, again=again)


def unclear(attempt: Attempt, look_at: datetime, why: str) -> Undone:
    """It may have been sent: look it up from `look_at` on."""
    return Undone(attempt.delivery_id, attempt.number, outbox.AMBIGUOUS, why, look_at=look_at)


def note(session: Session, outcomes: Iterable[Outcome]) -> None:
    """Write all of them down."""
    # In the same order everywhere, so that no two processes wait for each other's rows.
    ordered = sorted(outcomes, key=lambda one: one.delivery_id)
    if stand := [one.values() for one in ordered if isinstance(one, Stands)]:
        _STANDS.each(session, stand)
        opting_in.arrived(session, [one["delivery_id"] for one in stand])
    if undone := [asdict(one) for one in ordered if isinstance(one, Undone)]:
        _OPEN_AGAIN.each(session, undone)


def give_up(session: Session, attempt: Attempt, state: str, why: str) -> Delivery | None:
    """It is failed or parked; `why` is in the platform's words or ours, never a person's.

    None when a later attempt was begun, which decides instead.
    """
    delivery = session.scalar(
        select(Delivery)
        .where(Delivery.id == attempt.delivery_id, Delivery.attempts == attempt.number)
        .where(Delivery.state.in_(_UNDECIDED))
        .with_for_update()
    )
    if delivery is not None:
        delivery.state, delivery.trouble, delivery.lease_until = state, why, None
    return delivery


def is_unproven(session: Session, key: str) -> bool:
    """Whether a press on the message of that key would be news."""
    return session.scalar(_unproven(key).with_only_columns(Delivery.id)) is not None


def proven(session: Session, key: str, ref: MessageRef, now: datetime) -> None:
    """Somebody pressed a button on it, so it stands there: it is neither looked up nor sent again."""
    delivery = session.scalar(_unproven(key).with_for_update())
    if delivery is not None:
        delivery.state, delivery.sent_at, delivery.lease_until = outbox.SENT, now, None
        delivery.channel, delivery.message = ref.channel, ref.message
        session.flush()
        opting_in.arrived(session, [delivery.id])


def _unproven(key: str) -> Select[tuple[Delivery]]:
    # One that no attempt was begun for stands nowhere: its key is from a database that is gone.
    begun = Delivery.attempts > 0
    return select(Delivery).where(Delivery.key == key, Delivery.state != outbox.SENT, begun)
