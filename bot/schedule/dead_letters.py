"""What did not arrive, for whoever runs the bot: to look at, to try again, to put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery

DEAD = (outbox.FAILED, outbox.PARKED, outbox.AMBIGUOUS, outbox.EXPIRED)
_WHY = {
    "no-direct-messages": "they take no direct messages there",
    "account-gone": "their account is closed, or has left",
    "place-gone": "the channel is gone or archived",
    "not-in-place": "the bot is not in the channel",
    "no-permission": "the platform does not allow it",
    "invalid": "the platform does not take the message as it is: a fault of stem-bot's",
}
_OF_STATE = {
    outbox.AMBIGUOUS: "the answer was lost; it is looked up in the platform's history",
    outbox.PARKED: "it may have arrived, and the history that would tell may not be read",
    outbox.EXPIRED: "its time was over before it could be sent",
}
_TOO_LATE = "its time was over on {until}, and nothing is sent late"
_MAY_BE_THERE = "it may have arrived already; look there first, then say --even-if-twice"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that did not arrive or may not have; ids only, nothing that a person said."""

    id: int
    state: str
    kind: str
    team: str | None
    to: str
    since: datetime
    expires_at: datetime
    attempts: int
    reason: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a delivery was left as it is."""

    id: int
    why: str


def counts(session: Session) -> Mapping[str, int]:
    """How many deliveries are in each state, by state."""
    rows = session.execute(
        select(Delivery.state, func.count()).group_by(Delivery.state).order_by(Delivery.state)
    )
    return dict(rows.tuples().all())


def dead_letters(session: Session, limit: int) -> Sequence[DeadLetter]:
    """The newest of what did not arrive."""
    rows = session.scalars(
        select(Delivery).where(Delivery.state.in_(DEAD)).order_by(Delivery.id.desc()).limit(limit)
    )
    return [_letter(one) for one in rows]


def retry(session: Session, ids: Sequence[int], now: datetime, *, even_if_twice: bool) -> list[Refusal]:
    """Let deliveries go again; those that may not, with the reason. Past its time nothing goes."""

    def objection(delivery: Delivery) -> str | None:
        if delivery.state not in {outbox.FAILED, outbox.PARKED}:
            return _only_dead(delivery)
        if delivery.expires_at <= now:
            return _too_late(delivery)
        return _MAY_BE_THERE if delivery.state == outbox.PARKED and not even_if_twice else None

    def again(delivery: Delivery) -> None:
        delivery.state, delivery.not_before, delivery.trouble = outbox.PENDING, now, ""

    return _each(session, ids, objection, again)


def cancel(session: Session, ids: Sequence[int]) -> list[Refusal]:
    """Take deliveries out of the outbox and off the list; those that it is too late for, with the reason."""

    def objection(delivery: Delivery) -> str | None:
        if delivery.state == outbox.SENDING:
            return "it is being sent at this moment"
        return "it was sent" if delivery.state == outbox.SENT else None

    def put_away(delivery: Delivery) -> None:
        delivery.state, delivery.lease_until = outbox.CANCELLED, None

    return _each(session, ids, objection, put_away)


def _each(
    session: Session,
    ids: Sequence[int],
    objection: Callable[[Delivery], str | None],
    change: Callable[[Delivery], None],
) -> list[Refusal]:
    refused: list[Refusal] = []
    for id_ in ids:
        delivery = session.scalar(select(Delivery).where(Delivery.id == id_).with_for_update())
        if delivery is None:
            refused.append(Refusal(id_, "there is no such delivery"))
        elif (why := objection(delivery)) is not None:
            refused.append(Refusal(id_, why))
        else:
            change(delivery)
    return refused


def _letter(delivery: Delivery) -> DeadLetter:
    place = delivery.account or delivery.channel or ""
    where = " in ".join(part for part in (place, delivery.workspace) if part)
    return DeadLetter(
        delivery.id,
        delivery.state,
        delivery.kind,
        delivery.team_id,
        f"{delivery.platform} {where}",
        delivery.created_at,
        delivery.expires_at,
        delivery.attempts,
        _reason(delivery),
        delivery.trouble,
    )


def _reason(delivery: Delivery) -> str:
    if delivery.state != outbox.FAILED:
        return _OF_STATE[delivery.state]
    return _WHY.get(delivery.trouble.partition(":")[0], "the platform refused it")


def _only_dead(delivery: Delivery) -> str:
    said = {
        outbox.SENT: "it was sent",
        outbox.EXPIRED: _too_late(delivery),
        outbox.AMBIGUOUS: "it is being looked up, which decides",
        outbox.WAITING: "it waits until its reader agrees to messages",
        outbox.HELD: "its reader takes no direct messages; it waits for its button in the team's channel",
        outbox.CALLED: "it waits behind a button in the team's channel",
        outbox.CANCELLED: "it was cancelled",
    }
    return said.get(delivery.state, "it goes out by itself")


def _too_late(delivery: Delivery) -> str:
    return _TOO_LATE.format(until=f"{delivery.expires_at:%Y-%m-%d %H:%M} UTC")
