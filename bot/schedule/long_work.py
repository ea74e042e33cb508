"""Work that takes longer than a transaction may: asked for in a feature's transaction, claimed by a worker.

waiting -> working -> done | failed. Who claims has a lease by the time that really passes; when it runs out
somebody else begins anew. The result is delivered through the outbox, once however often it was made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.chat.cards import Card
from bot.chat.events import Person as Address
from bot.chat.messenger import File
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.models import Delivery, LongWork, StoredFile
from bot.store.queries import seats

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
MOST_ATTEMPTS: Final = 3
# How long a file is kept, and how long its delivery may take.
KEPT: Final = timedelta(days=30)
DELIVERED_WITHIN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked for: `kind` says who makes it, `given` is JSON data, `who` gets it.

    `key` is that of the event by which they asked.
    """

    key: str
    kind: str
    given: Mapping[str, Any]
    team_id: str
    person_id: int
    who: Address


@dataclass(frozen=True, slots=True)
class Claim:
    """An order that is being worked on; what comes of it counts only while no later attempt was begun."""

    id: int
    attempt: int
    order: Order


def ask_for(session: Session, order: Order, now: datetime) -> None:
    """Have it made; the result comes to the person by direct message.

    What is already on its way to them is not made twice.
    """
    to = [order.who.platform, order.who.workspace, order.who.account]
    arguments = {"to": to, "given": dict(order.given)}
    on_its_way = select(LongWork).where(
        LongWork.person_id == order.person_id,
        LongWork.kind == order.kind,
        LongWork.state.in_((WAITING, WORKING)),
    )
    if any(one.arguments == arguments for one in session.scalars(on_its_way)):
        return
    session.add(
        LongWork(
            key=order.key,
            kind=order.kind,
            arguments=arguments,
            team_id=order.team_id,
            person_id=order.person_id,
            state=WAITING,
            made_at=now,
        )
    )


def anything_to_do(session: Session, kinds: Collection[str], real: datetime) -> bool:
    """Whether `claim` would find something."""
    return session.scalar(select(LongWork.id).where(_free(kinds, real)).limit(1)) is not None


def claim(session: Session, kinds: Collection[str], real: datetime, lease: timedelta) -> Claim | None:
    """Take the oldest order of these kinds that nobody works on, until the lease is over."""
    row = session.scalar(
        select(LongWork)
        .where(_free(kinds, real))
        .order_by(LongWork.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    row.state, row.lease_until, row.attempts = WORKING, real + lease, row.attempts + 1
    return Claim(row.id, row.attempts, _order(row))


def put_back(session: Session, done: Claim, again: datetime, trouble: str) -> None:
    """It failed: somebody tries again from `again` on (real time)."""
    if (row := _mine(session, done)) is not None:
        row.state, row.lease_until, row.trouble = WAITING, again, trouble


def leave(session: Session, done: Claim) -> None:
    """Whoever worked on it has to stop: it counts as not begun."""
    if (row := _mine(session, done)) is not None:
        row.state, row.lease_until, row.attempts = WAITING, None, row.attempts - 1


def finish(session: Session, done: Claim, card: Card, file: File | None, now: datetime) -> None:
    """Keep the file and have it delivered with the card, in one transaction."""
    if (row := _mine(session, done)) is not None:
        row.state, row.lease_until, row.done_at = DONE, None, now
        _deliver(session, done, card, None if file is None else _stored(session, done, file, now), now)


def give_up(session: Session, done: Claim, card: Card, trouble: str, now: datetime) -> None:
    """It cannot be made: tell the person with the card. `trouble` is the reference that the log explains."""
    if (row := _mine(session, done)) is not None:
        row.state, row.lease_until, row.done_at, row.trouble = FAILED, None, now, trouble
        _deliver(session, done, card, None, now)


def anything_old(session: Session, now: datetime) -> bool:
    """Whether `forget_old` would find anything; it looks at the oldest alone."""
    oldest = (
        session.scalar(select(table.made_at).order_by(table.id).limit(1)) for table in (StoredFile, LongWork)
    )
    return any(made_at is not None and made_at < now - KEPT for made_at in oldest)


def forget_old(session: Session, now: datetime) -> None:
    """Drop files that were kept long enough, and what asked for them."""
    files = select(StoredFile.id).where(StoredFile.made_at < now - KEPT)
    session.execute(update(Delivery).where(Delivery.file_id.in_(files)).values(file_id=None))
    session.execute(delete(StoredFile).where(StoredFile.made_at < now - KEPT))
    # A file is made after it was asked for, and may be kept a little longer.
    still_kept = select(StoredFile.long_work_id).where(StoredFile.long_work_id.is_not(None))
    old = LongWork.made_at < now - KEPT
    session.execute(delete(LongWork).where(old, LongWork.id.not_in(still_kept)))


class OldFiles:
    """The chore that drops what was kept long enough."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether anything is that old."""
        return anything_old(session, now)

    def run(self, desk: Desk) -> None:
        """Drop it."""
        forget_old(desk.session, desk.now)


def _free(kinds: Collection[str], real: datetime) -> ColumnElement[bool]:
    free = or_(LongWork.lease_until.is_(None), LongWork.lease_until <= real)
    return and_(LongWork.state.in_((WAITING, WORKING)), LongWork.kind.in_(kinds), free)


def _mine(session: Session, done: Claim) -> LongWork | None:
    """The row, unless somebody else began it anew meanwhile."""
    return session.scalar(
        select(LongWork)
        .where(LongWork.id == done.id, LongWork.state == WORKING, LongWork.attempts == done.attempt)
        .with_for_update()
    )


def _order(row: LongWork) -> Order:
    platform, workspace, account = row.arguments["to"]
    return Order(
        row.key,
        row.kind,
        row.arguments["given"],
        row.team_id or "",
        row.person_id or 0,
        Address(platform, workspace, account),
    )


def _stored(session: Session, done: Claim, file: File, now: datetime) -> int:
    row = StoredFile(
        long_work_id=done.id,
        name=file.name,
        media_type=file.media_type,
        alternative=file.alternative,
        content=file.content,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def _deliver(session: Session, done: Claim, card: Card, file_id: int | None, now: datetime) -> None:
    """Write to the account that asked, if it is still that person's."""
    who = done.order.who
    account = seats.account_of(session, who.platform, who.workspace, who.account)
    if account is None or account.person_id != done.order.person_id:
        return
    purpose = f"long-work:{done.id}"
    message = outbox.Message(
        purpose, outbox.NOTICE, card, done.order.team_id, now, now + DELIVERED_WITHIN, file_id
    )
    outbox.to_account(session, account, message, now)
