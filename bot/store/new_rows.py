"""Rows that are written many at a time and speak of each other: their ids are known before that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Integer, Table, bindparam, func, select
from sqlalchemy.orm import Session

from bot.store.models.base import Base
from bot.store.prepared import Prepared


def next_ids(session: Session, entity: type[Base], count: int) -> Sequence[int]:
    """The ids of the next rows of a table that counts them; nobody else gets these.

    On SQLite they are the next ones only until another row is written there, so these are written first.
    """
    if session.get_bind().dialect.name == "sqlite":
        ((highest,),) = _highest(entity).rows(session)
        return range(highest + 1, highest + 1 + count)
    return [id_ for (id_,) in _counted_on(entity).rows(session, {"count": count})]


@cache
def _highest(entity: type[Base]) -> Prepared:
    return Prepared(select(func.coalesce(func.max(_table(entity).c.id), 0)))


@cache
def _counted_on(entity: type[Base]) -> Prepared:
    sequence = func.pg_get_serial_sequence(f'"{_table(entity).name}"', "id")
    rows = func.generate_series(1, bindparam("count", type_=Integer()))
    return Prepared(select(func.nextval(sequence)).select_from(rows))


def _table(entity: type[Base]) -> Table:
    return entity.__table__  # type: ignore[return-value]
