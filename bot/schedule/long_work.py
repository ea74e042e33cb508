"""Work that takes longer than a transaction may: asked for in a feature's transaction, claimed by a worker.

waiting -> working -> done | failed. Who claims has a lease by the time that really passes; when it runs out
somebody else begins anew. What becomes of the result, the kind of work says (`bot.schedule.worker.Work`) in
the transaction that ends it: once, however often it was made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.chat.events import Person as Address
from bot.chat.messenger import File
from bot.desk import Desk
from bot.store.models import Delivery, LongWork, StoredFile
from bot.store.prepared import Prepared

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
OPEN: Final = (WAITING, WORKING)
MOST_ATTEMPTS: Final = 3
# How long a file is kept.
KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, once for each `key`: `kind` says by whom, `given` is JSON data.

    `person_id` asked for it and gets it as `who`; without them deliveries wait for it (`pictures.py`).
    """

    key: str
    kind: str
    given: Mapping[str, Any]
    team_id: str
    person_id: int | None = None
    who: Address | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An order that is being worked on; what comes of it counts only while no later attempt was begun."""

    id: int
    attempt: int
    order: Order


def ask_for(session: Session, order: Order, now: datetime) -> None:
    """Have it made for whoever asked; what is already on its way to them is not made twice."""
    on_its_way = select(LongWork).where(
        LongWork.person_id == order.person_id,
        LongWork.kind == order.kind,
        LongWork.state.in_(OPEN),
    )
    arguments = _arguments(order)
    if not any(one.arguments == arguments for one in session.scalars(on_its_way)):
        add(session, order, now)


def add(session: Session, order: Order, now: datetime) -> LongWork:
    """Have it made; the row, whose id is that of the work."""
    row = LongWork(
        key=order.key,
        kind=order.kind,
        arguments=_arguments(order),
        team_id=order.team_id,
        person_id=order.person_id,
        state=WAITING,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row


def anything_to_do(session: Session, kinds: Collection[str], real: datetime) -> bool:
    """Whether `claim` would find something."""
    return bool(_any_free().rows(session, {"kinds": list(kinds), "real": real}))


def claim(session: Session, kinds: Collection[str], real: datetime, lease: timedelta) -> Claim | None:
    """Take an order of these kinds that nobody works on, until the lease is over.

    The oldest that somebody asked for, else the oldest that deliveries wait for.
    """
    row = session.scalar(
        select(LongWork)
        .where(_free(kinds, real))
        .order_by(LongWork.person_id.is_(None), LongWork.id)
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


def end(session: Session, done: Claim, state: str, now: datetime, trouble: str = "") -> bool:
    """Close it as done or failed; False when somebody else began it anew, whose result counts instead.

    `trouble` is the reference that the log explains.
    """
    if (row := _mine(session, done)) is None:
        return False
    row.state, row.lease_until, row.done_at, row.trouble = state, None, now, trouble
    return True


def keep(session: Session, done: Claim, file: File, now: datetime) -> int:
    """Store what was made; the file's id."""
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


def anything_old(session: Session, now: datetime) -> bool:
    """Whether `forget_old` would find anything; it looks at the oldest alone."""
    return any(made_at < now - KEPT for one in _oldest() for (made_at,) in one.rows(session))


@cache
def _oldest() -> tuple[Prepared, ...]:
    """When the first of each sort was made; asked at every tick, so they are made once."""
    of_each = (select(table.made_at).order_by(table.id).limit(1) for table in (StoredFile, LongWork))
    return tuple(map(Prepared, of_each))


def forget_old(session: Session, now: datetime) -> None:
    """Drop files that were kept long enough, and what asked for them."""
    files = select(StoredFile.id).where(StoredFile.made_at < now - KEPT)
    session.execute(update(Delivery).where(Delivery.file_id.in_(files)).values(file_id=None))
    session.execute(delete(StoredFile).where(StoredFile.made_at < now - KEPT))
    # A file is made after it was asked for, and may be kept a little longer.
    still_kept = select(StoredFile.long_work_id).where(StoredFile.long_work_id.is_not(None))
    old = LongWork.made_at < now - KEPT
    gone = select(LongWork.id).where(old, LongWork.id.not_in(still_kept))
    session.execute(update(Delivery).where(Delivery.waits_for.in_(gone)).values(waits_for=None))
    session.execute(delete(LongWork).where(old, LongWork.id.not_in(still_kept)))


class OldFiles:
    """The chore that drops what was kept long enough."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether anything is that old."""
        return anything_old(session, now)

    def run(self, desk: Desk) -> None:
        """Drop it."""
        forget_old(desk.session, desk.now)


@cache
def _any_free() -> Prepared:
    """Asked every second, so it is made once."""
    free = _free(bindparam("kinds", expanding=True), bindparam("real"))
    return Prepared(select(LongWork.id).where(free).limit(1), lists=("kinds",))


def _free(
    kinds: Collection[str] | BindParameter[Any], real: datetime | BindParameter[datetime]
) -> ColumnElement[bool]:
    free = or_(LongWork.lease_until.is_(None), LongWork.lease_until <= real)
    return and_(or_(*(LongWork.state == state for state in OPEN)), LongWork.kind.in_(kinds), free)


def _mine(session: Session, done: Claim) -> LongWork | None:
    """The row, unless somebody else began it anew meanwhile."""
    return session.scalar(
        select(LongWork)
        .where(LongWork.id == done.id, LongWork.state == WORKING, LongWork.attempts == done.attempt)
        .with_for_update()
    )


def _arguments(order: Order) -> dict[str, Any]:
    to = [order.who.platform, order.who.workspace, order.who.account] if order.who else []
    return {"to": to, "given": dict(order.given)}


def _order(row: LongWork) -> Order:
    to = row.arguments["to"]
    who = Address(*to) if to else None
    return Order(row.key, row.kind, row.arguments["given"], row.team_id or "", row.person_id, who)
