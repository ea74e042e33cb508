"""What is taken from the outbox: what is due and has its turn, what must be looked up, what closed unsent.

pending -> sending -> sent | ambiguous -> (found: sent | absent: pending) | failed | expired | parked. What
falls due goes by the calendar's time, a lease by the time that really passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.schedule.last_look import turn_back
from bot.schedule.letters import CLOCK_SKEW, Attempt, Letter, columns, letter_of, with_files
from bot.schedule.pace import Lane, Line, Pace, Parcel, Shut
from bot.store.models import Delivery, Person, Team

_URGENCY = case(
    {kind: place for place, kind in enumerate(outbox.URGENT_FIRST)},
    value=Delivery.kind,
    else_=len(outbox.URGENT_FIRST),
)
_EXPIRED_AT_ONCE = 50
# So many states of what is shut are met again and again.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets in what has its turn: the pace, the instant on its clock, what is shut, and how many at most.

    `many`: also of what there may be thousands at once.
    """

    pace: Pace
    at: float
    shut: Shut
    limit: int
    many: bool = True


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was taken, and what did not fit; `more` says that there may be more to take at once."""

    letters: list[Letter]
    more: bool
    left: tuple[Parcel, ...] = ()


def held_back() -> ColumnElement[bool]:
    """Whether a delivery has to wait: its team is removed or paused, except for what somebody waits for."""
    paused = and_(Team.paused_at.is_not(None), Delivery.kind.not_in((outbox.NOTICE, outbox.TEST)))
    return (
        select(Team.id)
        .where(Team.id == Delivery.team_id, or_(paused, Team.removed_at.is_not(None)))
        .correlate(Delivery)
        .exists()
    )


def claim_due(session: Session, now: datetime, lease_until: datetime, gate: Gate) -> Claimed:
    """Take what is due and has its turn, the urgent first; it is marked as sending from here on.

    So a crash is known to be ambiguous. What its reader said no to meanwhile, or is away for, is cancelled
    instead, and what would reach somebody at a time that is not theirs is put off.
    """
    rows: list[Row[Any]] = []
    values = _values(now, gate.shut)
    few, *many = _queues(gate.shut.lanes, bool(gate.shut.places))
    for due in (few, *(many if gate.many else ())):
        if len(rows) < gate.limit:
            rows += session.execute(due, {**values, "at_most": gate.limit - len(rows)}).all()
    if unwanted := [row.id for row in rows if row.declined]:
        session.execute(update(Delivery).where(Delivery.id.in_(unwanted)).values(state=outbox.CANCELLED))
    trial = gate.pace.trial()
    letters = [letter_of(row) for row in rows if not row.declined]
    parcels = {each.attempt.delivery_id: each.parcel for each in letters}
    left = {id_: parcel for id_, parcel in parcels.items() if not trial.fits(parcel, gate.at)}
    letters = [each for each in letters if each.attempt.delivery_id not in left]
    if letters and (kept := turn_back(session, letters, now)):
        letters = [each for each in letters if each.attempt.delivery_id not in kept]
    if letters:
        _start(session, [each.attempt.delivery_id for each in letters], now, lease_until)
    begun = [replace(each, attempt=_next(each.attempt), since=now - CLOCK_SKEW) for each in letters]
    return Claimed(with_files(session, begun), len(rows) >= gate.limit, tuple(left.values()))


def anything_due(session: Session, now: datetime, shut: Shut) -> bool:
    """Whether anything is due that is not `shut`."""
    due = select(Delivery.id).where(*_due(shut.lanes, bool(shut.places))).limit(1)
    return session.scalar(due, _values(now, shut)) is not None


def recover(
    session: Session, real: datetime, settle: timedelta, limit: int, resting: frozenset[Line] = frozenset()
) -> list[Letter]:
    """What has to be looked up: it was being sent when its lease ran out, or its answer was lost.

    At most `limit`, none of the lines that are `resting`; nobody else gets them before `settle` has passed.
    """
    stale = session.execute(
        columns()
        .where(
            Delivery.state.in_((outbox.SENDING, outbox.AMBIGUOUS)),
            Delivery.lease_until <= real,
            *(~_on(line) for line in resting),
        )
        .order_by(Delivery.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if stale:
        session.execute(
            update(Delivery)
            .where(Delivery.id.in_([row.id for row in stale]))
            .values(state=outbox.AMBIGUOUS, lease_until=real + settle)
        )
    return [letter_of(row) for row in stale]


def expire(session: Session, now: datetime) -> list[Delivery]:
    """Close what cannot be sent in time any more; those that somebody should hear of.

    Nobody hears of an edit, of a notice, of a reminder, of what waited for a yes, or of what a paused team
    kept back.
    """
    late = Delivery.expires_at <= now
    unsent = session.scalars(
        select(Delivery)
        .where(Delivery.state == outbox.PENDING, late, ~held_back())
        .where(Delivery.kind.not_in((outbox.EDIT, outbox.NOTICE, outbox.REMINDER)))
        .order_by(Delivery.id)
        .limit(_EXPIRED_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for delivery in unsent:
        delivery.state = outbox.EXPIRED
    if not unsent:
        unseen = Delivery.state.in_(outbox.UNSENT)
        session.execute(update(Delivery).where(unseen, late).values(state=outbox.EXPIRED))
    return list(unsent)


@lru_cache(maxsize=_REMEMBERED)
def _queues(lanes: frozenset[tuple[Line, Lane]], some_places: bool) -> tuple[Select[Any], ...]:
    """What is due and not shut, in the order in which it is taken; many times a second it is the same."""
    declined = select(Person.declined_at.is_not(None)).where(Person.id == Delivery.person_id)
    due = (
        columns()
        .add_columns(declined.correlate(Delivery).scalar_subquery().label("declined"))
        .where(*_due(lanes, some_places))
        .with_for_update(skip_locked=True, of=Delivery)
        .limit(bindparam("at_most", type_=Integer))
    )
    # Named one by one, so that the index leads past the thousands of others, which it brings in their order.
    few = due.where(Delivery.kind.in_(outbox.URGENT_FIRST))
    many = [due.where(Delivery.kind == kind) for kind in outbox.MANY]
    by_time = (Delivery.not_before, Delivery.id)
    return (few.order_by(_URGENCY, *by_time), *(each.order_by(*by_time) for each in many))


def _due(
    lanes: frozenset[tuple[Line, Lane]],
    some_places: bool,
) -> Iterator[ColumnElement[bool]]:
    yield Delivery.state == outbox.PENDING
    yield Delivery.not_before <= bindparam("now")
    yield Delivery.expires_at > bindparam("now")
    yield Delivery.waits_for.is_(None)
    yield ~held_back()
    for line, lane in lanes:
        yield ~and_(_on(line), _in(lane))
    if some_places:
        place = tuple_(
            Delivery.platform, Delivery.workspace, func.coalesce(Delivery.account, Delivery.channel)
        )
        yield or_(_in("edit"), place.not_in(bindparam("places", expanding=True)))


def _values(now: datetime, shut: Shut) -> dict[str, Any]:
    return {"now": now, "places": sorted(shut.places)} if shut.places else {"now": now}


def _on(line: Line) -> ColumnElement[bool]:
    platform, workspace = line
    if workspace is None:
        return Delivery.platform == platform
    return and_(Delivery.platform == platform, Delivery.workspace == workspace)


def _in(lane: Lane) -> ColumnElement[bool]:
    if lane == "edit":
        return Delivery.kind == outbox.EDIT
    if lane == "urgent":
        return Delivery.kind.in_(outbox.URGENT)
    return Delivery.kind.not_in((outbox.EDIT, *outbox.URGENT))


def _start(session: Session, ids: list[int], now: datetime, lease_until: datetime) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(ids))
        .values(
            state=outbox.SENDING, started_at=now, lease_until=lease_until, attempts=Delivery.attempts + 1
        ),
        execution_options={"synchronize_session": False},
    )


def _next(attempt: Attempt) -> Attempt:
    return Attempt(attempt.delivery_id, attempt.number + 1)
