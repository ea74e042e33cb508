"""The outbox: what the bot wants to send is written here in the transaction that wants it, once per purpose.

Nobody gets anything before they agreed to messages; what is meant for them waits, and expires unsent. Only
the hello goes out before. Who takes no direct messages finds theirs behind a button in the team's channel:
it is held until its time, and called when the button stands there.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, NewType

from sqlalchemy import ColumnElement, Table, and_, bindparam, insert, select, true, update
from sqlalchemy.orm import Session

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card
from bot.chat.events import Person as Address
from bot.chat.limits import DELIVERY_KEY
from bot.store.loaded import columns_of, loaded
from bot.store.models import Account, Delivery, Outside, Person, TeamChannel
from bot.store.new_rows import next_ids
from bot.store.portable import Document
from bot.store.prepared import Prepared
from bot.store.queries import seats

# What is stored of a card: its data (`card_to_data`) as JSON.
CardText = NewType("CardText", str)
_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
_TEXT: Final = bindparam("card", type_=Document())
_WRITTEN: Final = Prepared(
    insert(_DELIVERY).values({name: bindparam(name) for name in _DELIVERY.c.keys()} | {"card": _TEXT})  # noqa: SIM118
)
_OF_PURPOSE: Final = Prepared(select(*columns_of(Delivery)).where(_DELIVERY.c.purpose == bindparam("wanted")))
_KNOWN: Final = Prepared(
    select(_DELIVERY.c.purpose, _DELIVERY.c.id).where(
        _DELIVERY.c.purpose.in_(bindparam("purposes", expanding=True))
    ),
    lists=("purposes",),
)
# Of what nobody has tried to send.
_NEW: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("person_id", "account", "channel", "message", "lease_until", "started_at", "sent_at")),
    "attempts": 0,
    "trouble": "",
}
HELLO, TEST, EDIT, NOTICE, PROMPT = "hello", "test", "edit", "notice", "prompt"
REMINDER, NORM, DIGEST = "reminder", "norm", "digest"
# People wait for these; the rest may wait behind them.
URGENT = (HELLO, TEST, NOTICE)
# Of the last two there may be thousands at once.
URGENT_FIRST = (EDIT, TEST, NOTICE, NORM, DIGEST, REMINDER)
MANY = (HELLO, PROMPT)
PENDING, WAITING, SENDING = "pending", "waiting", "sending"
HELD, CALLED = "held", "called"
SENT, AMBIGUOUS, FAILED, EXPIRED, PARKED, CANCELLED = (
    "sent",
    "ambiguous",
    "failed",
    "expired",
    "parked",
    "cancelled",
)
# Nobody has seen these yet.
UNSENT = (PENDING, WAITING, HELD)
# These come before a yes, or are how one is tried.
_FIRST = (HELLO, TEST)
_ALL = true()
# A letter of a key has five bits.
_KEY_BYTES: Final = (DELIVERY_KEY - 1) * 5 // 8


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be sent once. `purpose` says which, so that asking twice sends one (`prompt:12`).

    `file_id` is that of a stored file that it brings; `waits_for` is work that makes one for it.
    """

    purpose: str
    kind: str
    card: Card | CardText
    team_id: str | None
    not_before: datetime
    expires_at: datetime
    file_id: int | None = None
    waits_for: int | None = None


def to_person(session: Session, person: Person, message: Message, now: datetime) -> Delivery | None:
    """Write to a person where they get messages; None for somebody who said no or has no account."""
    written = to_people(session, [(person, message)], now)
    return session.get_one(Delivery, written[message.purpose]) if written else None


def to_people(session: Session, messages: Sequence[tuple[Person, Message]], now: datetime) -> dict[str, int]:
    """Write to many in a few statements; the deliveries' ids by purpose, where `to_person` has one."""
    accounts = seats.accounts_for(session, [person.id for person, _ in messages])
    tried = _being_tried(session, accounts.values())
    wanted: dict[str, dict[str, Any]] = {}
    for person, message in messages:
        account = accounts.get(person.id)
        if account is not None and person.declined_at is None:
            state = _state(person, account, message, tried)
            wanted[message.purpose] = _to_account(message, account, now, state)
    found = _KNOWN.rows(session, {"purposes": list(wanted)}) if wanted else []
    known: dict[str, int] = dict(found)
    new = [values for purpose, values in wanted.items() if purpose not in known]
    return known | _write(session, new)


def to_channel(session: Session, channel: TeamChannel, message: Message, now: datetime) -> Delivery:
    """Write to a channel of a team."""
    where = {"platform": channel.platform, "workspace": channel.workspace, "channel": channel.channel}
    return _once(session, message, _new(message, now, PENDING, where))


def to_outside(session: Session, outside: Outside, message: Message, now: datetime) -> Delivery:
    """Write to a partner or a webhook of a team, whose address only the configuration has."""
    where = {"platform": outside.platform, "workspace": outside.team_id, "channel": outside.name}
    return _once(session, message, _new(message, now, PENDING, where))


def to_account(session: Session, account: Account, message: Message, now: datetime) -> Delivery:
    """Write to one account of a person directly, wherever they get their messages."""
    return _once(session, message, _to_account(message, account, now, PENDING))


def to_address(session: Session, who: Address, message: Message, now: datetime) -> Delivery:
    """Write to somebody who wrote first and may be nobody that the bot knows."""
    where = {"platform": who.platform, "workspace": who.workspace, "account": who.account}
    return _once(session, message, _new(message, now, PENDING, where))


def edit(session: Session, delivery: Delivery, message: Message, now: datetime) -> None:
    """Make a message that was delivered show another card; one that was not is left as it is."""
    if delivery.state != SENT or delivery.message is None:
        return
    there: dict[str, str | None] = {"platform": delivery.platform, "workspace": delivery.workspace}
    there |= {"channel": delivery.channel, "message": delivery.message}
    _once(session, message, _new(message, now, PENDING, there))


def release(session: Session, person: Person) -> None:
    """What waited for a yes may go once there is one, where they take direct messages."""
    if person.agreed_at is not None:
        _move(session, person.id, PENDING, (WAITING, HELD), _goes_direct())


def hold(session: Session, person: Person) -> None:
    """What may not go directly stays for the button in the team's channel."""
    before = (PENDING,) if person.agreed_at is None else (PENDING, WAITING)
    _move(session, person.id, HELD, before, and_(~_goes_direct(), Delivery.kind.not_in(_FIRST)))


def readdress(session: Session, person: Person, account: Account) -> None:
    """What nobody has seen yet goes to that account instead, as it takes messages there."""
    there = {"platform": account.platform, "workspace": account.workspace, "account": account.account}
    mine = (Delivery.person_id == person.id, Delivery.state.in_((*UNSENT, CALLED)))
    session.execute(update(Delivery).where(*mine, Delivery.kind.not_in(_FIRST)).values(there))
    release(session, person)
    hold(session, person)


def cancel_unsent(session: Session, person_id: int) -> None:
    """The person said no: nothing that was planned for them is sent any more."""
    _move(session, person_id, CANCELLED, (*UNSENT, CALLED))


def delivery_key(purpose: str) -> str:
    """A mark for the platform's history: the same for the same purpose, at most 25 characters."""
    return b32encode(sha256(purpose.encode()).digest()[:_KEY_BYTES]).decode().lower()


def _write(session: Session, new: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Write deliveries that are not there; their ids by purpose."""
    if not new:
        return {}
    # Asked back with RETURNING, SQLite would take the rows one statement each.
    ids = next_ids(session, Delivery, len(new))
    _WRITTEN.each(session, [{**values, "id": id_} for values, id_ in zip(new, ids, strict=True)])
    return {values["purpose"]: id_ for values, id_ in zip(new, ids, strict=True)}


def _once(session: Session, message: Message, values: Mapping[str, Any]) -> Delivery:
    wanted = {"wanted": message.purpose}
    found = _OF_PURPOSE.rows(session, wanted)
    if not found:
        _write(session, [values])
        found = _OF_PURPOSE.rows(session, wanted)
    return loaded(session, Delivery, found[0])


def _state(person: Person, account: Account, message: Message, tried: Collection[str]) -> str:
    if message.kind in _FIRST:
        return PENDING
    if person.agreed_at is None or (account.account in tried and seats.asks_before_direct(account)):
        return WAITING
    return PENDING if seats.gets_direct(account) else HELD


def _being_tried(session: Session, accounts: Iterable[Account]) -> Collection[str]:
    """Of the accounts that need a test message first, those whose test is on its way: it decides."""
    asking = {one.account for one in accounts if seats.asks_before_direct(one)}
    if not asking:
        return ()
    on_its_way = Delivery.state.in_((PENDING, SENDING, AMBIGUOUS))
    tested = session.scalars(select(Delivery.account).where(on_its_way, Delivery.kind == TEST))
    return asking.intersection(tested)


def _goes_direct() -> ColumnElement[bool]:
    """Whether a delivery is addressed to an account that takes direct messages."""
    return (
        select(Account.id)
        .where(
            Account.platform == Delivery.platform,
            Account.workspace == Delivery.workspace,
            Account.account == Delivery.account,
            seats.takes_direct(),
        )
        .exists()
    )


def _to_account(message: Message, account: Account, now: datetime, state: str) -> dict[str, Any]:
    where = {"platform": account.platform, "workspace": account.workspace, "account": account.account}
    return _new(message, now, state, {"person_id": account.person_id, **where})


def _new(message: Message, now: datetime, state: str, where: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a delivery; raises `ValueError` for a kind that nobody would ever take to be sent."""
    if message.kind not in (*URGENT_FIRST, *MANY):
        raise ValueError(f"there are no deliveries of the kind {message.kind!r}")
    card = message.card
    return {
        **_NEW,
        "key": delivery_key(message.purpose),
        "purpose": message.purpose,
        "team_id": message.team_id,
        "kind": message.kind,
        "card": json.dumps(card_to_data(card)) if isinstance(card, Card) else card,
        "state": state,
        "created_at": now,
        "not_before": max(now, message.not_before),
        "expires_at": message.expires_at,
        "file_id": message.file_id,
        "waits_for": message.waits_for,
        **where,
    }


def _move(
    session: Session, person_id: int, state: str, before: tuple[str, ...], which: ColumnElement[bool] = _ALL
) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.person_id == person_id, Delivery.state.in_(before), which)
        .values(state=state)
    )
