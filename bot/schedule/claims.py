"""What is taken from the outbox: what is due and has its turn, what must be looked up, what closed unsent.

pending -> sending -> sent | ambiguous -> (found: sent | absent: pending) | failed | expired | parked. What
falls due goes by the calendar's time, a lease by the time that really passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.schedule.last_look import turn_back
from bot.schedule.letters import Letter, columns, letter_of, parcel_of, with_files
from bot.schedule.pace import Lane, Line, Pace, Parcel, Shut
from bot.store.loaded import columns_of, loaded
from bot.store.models import Delivery, Person, Team
from bot.store.prepared import Prepared

_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
_URGENCY = case(
    {kind: place for place, kind in enumerate(outbox.URGENT_FIRST)},
    value=_DELIVERY.c.kind,
    else_=len(outbox.URGENT_FIRST),
)
_EXPIRED_AT_ONCE = 50
# No id of a platform, a workspace or a place has one.
_BETWEEN = " "
_OF_THESE = _DELIVERY.c.id.in_(bindparam("ids", expanding=True))
_START = Prepared(
    update(_DELIVERY)
    .where(_OF_THESE)
    .values(
        state=outbox.SENDING,
        started_at=bindparam("now"),
        lease_until=bindparam("lease"),
        attempts=_DELIVERY.c.attempts + 1,
    )
    .returning(*columns().selected_columns),
    lists=("ids",),
)
_LOST = Prepared(
    update(_DELIVERY).where(_OF_THESE).values(state=outbox.AMBIGUOUS, lease_until=bindparam("look_at")),
    lists=("ids",),
)
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
class _Due:
    """A delivery that is due; `declined`: its reader said no since it was written."""

    delivery_id: int
    kind: str
    parcel: Parcel
    declined: bool | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was taken, and what did not fit; `more` says that there may be more to take at once."""

    letters: list[Letter]
    more: bool
    left: tuple[Parcel, ...] = ()


def held_back() -> ColumnElement[bool]:
    """Whether a delivery has to wait: its team is removed or paused, except for what somebody waits for."""
    waited_for = _literals((outbox.NOTICE, outbox.TEST))
    paused = and_(Team.paused_at.is_not(None), Delivery.kind.not_in(waited_for))
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
    due = _found(session, now, gate)
    if unwanted := [one.delivery_id for one in due if one.declined]:
        session.execute(update(Delivery).where(Delivery.id.in_(unwanted)).values(state=outbox.CANCELLED))
    trial, wanted = gate.pace.trial(), [one for one in due if not one.declined]
    fitting = {one.delivery_id: one.kind for one in wanted if trial.fits(one.parcel, gate.at)}
    left = tuple(one.parcel for one in wanted if one.delivery_id not in fitting)
    kept = turn_back(session, fitting, now) if fitting else frozenset()
    going = [id_ for id_ in fitting if id_ not in kept]
    return Claimed(_begun(session, going, now, lease_until), len(due) >= gate.limit, left)


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
    stale = [letter_of(row) for row in _stale(resting).rows(session, {"real": real, "at_most": limit})]
    if stale:
        ids = [one.attempt.delivery_id for one in stale]
        _LOST.run(session, {"ids": ids, "look_at": real + settle})
    return stale


def expire(session: Session, now: datetime) -> list[Delivery]:
    """Close what cannot be sent in time any more; those that somebody should hear of.

    Nobody hears of an edit, of a notice, of a reminder, of what waited for a yes, or of what a paused team
    kept back.
    """
    late, unseen = _expired()
    unsent = [loaded(session, Delivery, row) for row in late.rows(session, {"now": now})]
    for delivery in unsent:
        delivery.state = outbox.EXPIRED
    if not unsent:
        unseen.run(session, {"now": now})
    return unsent


@lru_cache(maxsize=_REMEMBERED)
def _stale(resting: frozenset[Line]) -> Prepared:
    return Prepared(
        columns()
        .where(
            _DELIVERY.c.state.in_(_literals((outbox.SENDING, outbox.AMBIGUOUS))),
            _DELIVERY.c.lease_until <= bindparam("real"),
            *(~_on(line) for line in resting),
        )
        .order_by(_DELIVERY.c.id)
        .limit(bindparam("at_most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


@cache
def _expired() -> tuple[Prepared, Prepared]:
    """What somebody should hear of, and what nobody hears of."""
    late = _DELIVERY.c.expires_at <= bindparam("now")
    unheard = _literals((outbox.EDIT, outbox.NOTICE, outbox.REMINDER))
    unsent = (
        select(*columns_of(Delivery))
        .where(_DELIVERY.c.state == outbox.PENDING, late, ~held_back())
        .where(_DELIVERY.c.kind.not_in(unheard))
        .order_by(_DELIVERY.c.id)
        .limit(_EXPIRED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    unseen = _DELIVERY.c.state.in_(_literals(outbox.UNSENT))
    return Prepared(unsent), Prepared(update(_DELIVERY).where(unseen, late).values(state=outbox.EXPIRED))


def _found(session: Session, now: datetime, gate: Gate) -> list[_Due]:
    """What is due and not shut, in the order in which it is taken."""
    rows: list[Sequence[Any]] = []
    values = _values(now, gate.shut)
    few, *many = _queues(gate.shut.lanes, bool(gate.shut.places))
    for due in (few, *(many if gate.many else ())):
        if len(rows) < gate.limit:
            rows += due.rows(session, {**values, "at_most": gate.limit - len(rows)})
    return [
        _Due(id_, kind, parcel_of(kind, (platform, workspace, place)), declined)
        for id_, kind, platform, workspace, place, declined in rows
    ]


@lru_cache(maxsize=_REMEMBERED)
def _queues(lanes: frozenset[tuple[Line, Lane]], some_places: bool) -> tuple[Prepared, ...]:
    """The statements that find it; many times a second they are the same."""
    declined = select(Person.declined_at.is_not(None)).where(Person.id == _DELIVERY.c.person_id)
    due = (
        select(
            _DELIVERY.c.id,
            _DELIVERY.c.kind,
            _DELIVERY.c.platform,
            _DELIVERY.c.workspace,
            func.coalesce(_DELIVERY.c.account, _DELIVERY.c.channel),
            declined.correlate(_DELIVERY).scalar_subquery(),
        )
        .where(*_due(lanes, some_places))
        .with_for_update(skip_locked=True, of=_DELIVERY)
        .limit(bindparam("at_most", type_=Integer))
    )
    # Named one by one, so that the index leads past the thousands of others, which it brings in their order.
    by_time = (_DELIVERY.c.not_before, _DELIVERY.c.id)
    few = due.where(_DELIVERY.c.kind.in_(_literals(outbox.URGENT_FIRST))).order_by(_URGENCY, *by_time)
    many = [due.where(_DELIVERY.c.kind == kind).order_by(*by_time) for kind in outbox.MANY]
    lists = ("places",) if some_places else ()
    return tuple(Prepared(one, lists=lists) for one in (few, *many))


def _due(lanes: frozenset[tuple[Line, Lane]], some_places: bool) -> Iterator[ColumnElement[bool]]:
    yield _DELIVERY.c.state == outbox.PENDING
    now = bindparam("now", type_=_DELIVERY.c.not_before.type)
    yield _DELIVERY.c.not_before <= now
    # Were it a range, SQLite would go by it rather than by the kinds, and read all that waits.
    yield (_DELIVERY.c.expires_at <= now).is_(false())
    yield _DELIVERY.c.waits_for.is_(None)
    yield ~held_back()
    for line, lane in lanes:
        yield ~and_(_on(line), _in(lane))
    if some_places:
        place = func.coalesce(_DELIVERY.c.account, _DELIVERY.c.channel)
        named = _DELIVERY.c.platform + _BETWEEN + _DELIVERY.c.workspace + _BETWEEN + place
        yield or_(_in("edit"), named.not_in(bindparam("places", expanding=True, type_=Text)))


def _values(now: datetime, shut: Shut) -> dict[str, Any]:
    if not shut.places:
        return {"now": now}
    return {"now": now, "places": sorted(_BETWEEN.join(place) for place in shut.places)}


def _on(line: Line) -> ColumnElement[bool]:
    platform, workspace = line
    if workspace is None:
        return _DELIVERY.c.platform == platform
    return and_(_DELIVERY.c.platform == platform, _DELIVERY.c.workspace == workspace)


def _in(lane: Lane) -> ColumnElement[bool]:
    if lane == "edit":
        return _DELIVERY.c.kind == outbox.EDIT
    if lane == "urgent":
        return _DELIVERY.c.kind.in_(_literals(outbox.URGENT))
    return _DELIVERY.c.kind.not_in(_literals((outbox.EDIT, *outbox.URGENT)))


def _literals(kinds: Sequence[str]) -> list[ColumnElement[str]]:
    return [literal(kind) for kind in kinds]


def _begun(session: Session, ids: Sequence[int], now: datetime, lease_until: datetime) -> list[Letter]:
    """The deliveries as letters, in that order; they are marked as sending."""
    if not ids:
        return []
    begun = _START.rows(session, {"ids": ids, "now": now, "lease": lease_until})
    letters = {row[0]: letter_of(row) for row in begun}
    return with_files(session, [letters[id_] for id_ in ids])
