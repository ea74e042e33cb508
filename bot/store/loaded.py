"""Rows that a prepared statement found, as objects of the session like any that SQLAlchemy loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, bindparam, inspect, select
from sqlalchemy.orm import Mapper, Session, configure_mappers
from sqlalchemy.orm.attributes import instance_state

from bot.store.models.base import Base
from bot.store.prepared import Prepared

Entity = TypeVar("Entity", bound=Base)


def columns_of(entity: type[Base]) -> Sequence[ColumnElement[Any]]:
    """The columns of a class's table, as a statement selects them for `loaded`."""
    table: Table = entity.__table__  # type: ignore[assignment]
    return tuple(table.c)


def loaded(session: Session, entity: type[Entity], row: Sequence[Any]) -> Entity:
    """The object that a row of `columns_of(entity)` is; the session's own where it has it already."""
    mapper, names, identity = _mapping(entity)
    values = dict(zip(names, row, strict=True))
    key = mapper.identity_key_from_primary_key(tuple([values[name] for name in identity]))
    known: Entity | None = session.identity_map.get(key)
    if known is not None:
        return known
    one = not_stored(entity, values)
    # What SQLAlchemy's own loading does; `Session.add` asks ten times as much of an object that may be new.
    state = instance_state(one)
    state.key, state.session_id = key, session.hash_key
    session.identity_map.add(state)
    return one


def found(session: Session, entity: type[Entity], row_id: int) -> Entity | None:
    """The object of that id, as `Session.get` finds it, for what every event asks."""
    rows = _by_id(entity).rows(session, {"row_id": row_id})
    return loaded(session, entity, rows[0]) if rows else None


@cache
def _by_id(entity: type[Base]) -> Prepared:
    table: Table = entity.__table__  # type: ignore[assignment]
    return Prepared(select(*columns_of(entity)).where(table.c.id == bindparam("row_id")))


def not_stored(entity: type[Entity], values: Mapping[str, Any]) -> Entity:
    """An object with these values by attribute, of no session: what it tells is all that it is for."""
    one: Entity = _mapping(entity)[0].class_manager.new_instance()
    one.__dict__.update(values)
    return one


@cache
def _mapping(entity: type[Entity]) -> tuple[Mapper[Entity], tuple[str, ...], tuple[str, ...]]:
    # Classes have their attributes only once the mappers are configured, which SQLAlchemy's loading sees to.
    configure_mappers()
    mapper: Mapper[Entity] = inspect(entity)
    names = tuple(mapper.get_property_by_column(column).key for column in columns_of(entity))
    return mapper, names, tuple(mapper.get_property_by_column(one).key for one in mapper.primary_key)
