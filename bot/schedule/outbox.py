"""The outbox: what the bot wants to send is written here in the transaction that wants it, once per purpose.

Nobody gets anything before they agreed to messages; what is meant for them waits, and expires unsent. Only
the hello goes out before.
"""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card
from bot.chat.limits import DELIVERY_KEY
from bot.store.models import Account, Delivery, Person, TeamChannel
from bot.store.queries import seats

HELLO, EDIT, NOTICE, PROMPT = "hello", "edit", "notice", "prompt"
# People wait for these; the rest may wait behind them.
URGENT = (HELLO, NOTICE)
URGENT_FIRST = (EDIT, NOTICE, "norm", "digest")
PENDING, WAITING, SENDING = "pending", "waiting", "sending"
SENT, AMBIGUOUS, FAILED, EXPIRED, PARKED, CANCELLED = (
    "sent",
    "ambiguous",
    "failed",
    "expired",
    "parked",
    "cancelled",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be sent once. `purpose` says which, so that asking twice sends one (`prompt:12`)."""

    purpose: str
    kind: str
    card: Card
    team_id: str
    not_before: datetime
    expires_at: datetime


def to_person(session: Session, person: Person, message: Message, now: datetime) -> Delivery | None:
    """Write to a person where they get messages; None for somebody who said no or has no account."""
    account = seats.account_for(session, person.id)
    if account is None or person.declined_at is not None:
        return None
    may = person.agreed_at is not None or message.kind == HELLO
    return _once(session, message, _to_account(message, account, now, PENDING if may else WAITING))


def to_channel(session: Session, channel: TeamChannel, message: Message, now: datetime) -> Delivery:
    """Write to a channel of a team."""
    delivery = _new(message, now, PENDING)
    delivery.platform, delivery.workspace = channel.platform, channel.workspace
    delivery.channel = channel.channel
    return _once(session, message, delivery)


def edit(session: Session, delivery: Delivery, message: Message, now: datetime) -> None:
    """Make a message that was delivered show another card; one that was not is left as it is."""
    if delivery.state != SENT or delivery.message is None:
        return
    change = _new(message, now, PENDING)
    change.platform, change.workspace = delivery.platform, delivery.workspace
    change.channel, change.message = delivery.channel, delivery.message
    _once(session, message, change)


def release(session: Session, person_id: int) -> None:
    """The person agreed: what waited for that may go."""
    _move(session, person_id, PENDING, (WAITING,))


def cancel_unsent(session: Session, person_id: int) -> None:
    """The person said no: nothing that was planned for them is sent any more."""
    _move(session, person_id, CANCELLED, (WAITING, PENDING))


def delivery_key(purpose: str) -> str:
    """A mark for the platform's history: the same for the same purpose, at most 25 characters."""
    return b32encode(sha256(purpose.encode()).digest()).decode().lower()[: DELIVERY_KEY - 1]


def _once(session: Session, message: Message, delivery: Delivery) -> Delivery:
    known = session.scalar(select(Delivery).where(Delivery.purpose == message.purpose))
    if known is not None:
        return known
    session.add(delivery)
    session.flush()
    return delivery


def _to_account(message: Message, account: Account, now: datetime, state: str) -> Delivery:
    delivery = _new(message, now, state)
    delivery.person_id = account.person_id
    delivery.platform, delivery.workspace = account.platform, account.workspace
    delivery.account = account.account
    return delivery


def _new(message: Message, now: datetime, state: str) -> Delivery:
    return Delivery(
        key=delivery_key(message.purpose),
        purpose=message.purpose,
        team_id=message.team_id,
        kind=message.kind,
        card=card_to_data(message.card),
        state=state,
        created_at=now,
        not_before=max(now, message.not_before),
        expires_at=message.expires_at,
        attempts=0,
        trouble="",
    )


def _move(session: Session, person_id: int, state: str, before: tuple[str, ...]) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.person_id == person_id, Delivery.state.in_(before))
        .values(state=state)
    )
