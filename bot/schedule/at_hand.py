"""What a tick may have to do with; it looks every second and mostly finds nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Schedule, Team
from bot.store.prepared import Prepared


def unplanned(session: Session, kinds: Collection[str]) -> list[int]:
    """The schedules of these kinds that nobody has said when they are due next."""
    return [schedule_id for (schedule_id,) in _unplanned().rows(session, {"kinds": list(kinds)})]


def due(session: Session, kinds: Collection[str], now: datetime) -> list[int]:
    """The schedules of these kinds that are due, in their order."""
    return [schedule_id for (schedule_id,) in _due().rows(session, {"kinds": list(kinds), "now": now})]


def in_state(session: Session, state: str) -> list[int]:
    """The occurrences that are in one of the states of `anew.py`."""
    return [occurrence_id for (occurrence_id,) in _in_state().rows(session, {"is_in": state})]


@cache
def _unplanned() -> Prepared:
    return Prepared(_live().where(Schedule.next_due_at.is_(None)), lists=("kinds",))


@cache
def _due() -> Prepared:
    come = _live().where(Schedule.next_due_at <= bindparam("now")).order_by(Schedule.id)
    return Prepared(come, lists=("kinds",))


@cache
def _in_state() -> Prepared:
    return Prepared(select(Occurrence.id).where(Occurrence.state == bindparam("is_in")))


def _live() -> Select[tuple[int]]:
    """The schedules that anybody here can plan, of teams that are at work."""
    return (
        select(Schedule.id)
        .join(Team, Team.id == Schedule.team_id)
        .where(Schedule.ended_at.is_(None), Schedule.paused_at.is_(None))
        .where(Schedule.kind.in_(bindparam("kinds", expanding=True)))
        .where(Team.paused_at.is_(None), Team.removed_at.is_(None))
    )
