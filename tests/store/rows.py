"""Rows in every table of a database, whatever its schema: values by type, and a way to read all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
    create_engine,
    insert,
)

from bot.store.models.base import Instant
from bot.store.portable import Document, column_names, portable_tables, reading_rows

State = Mapping[str, Sequence[Mapping[str, Any]]]
_DAY, _MOMENT = date(2026, 3, 8), datetime(2026, 3, 8, 6, 59, 59, 123456, UTC)
_DOCUMENTS = ("null", '{"a": "Zoë \\u2014 \\u0000", "b": [1, 2.50, null]}', "{}")

_BY_TYPE: Sequence[tuple[type, Callable[[str, int], Any]]] = (
    (Document, lambda _name, number: _DOCUMENTS[number % len(_DOCUMENTS)]),
    (Instant, lambda _name, number: _MOMENT + timedelta(days=number, microseconds=number)),
    (Boolean, lambda _name, number: bool(number % 2)),
    (Date, lambda _name, number: _DAY + timedelta(days=number)),
    (Time, lambda _name, number: time(number % 24, 30, 0, number)),
    (BigInteger, lambda _name, number: number),
    (Float, lambda _name, number: number / 3),
    (LargeBinary, lambda _name, number: bytes([0, 255, number])),
    (Integer, lambda _name, number: number),
    # The letters sort otherwise by bytes than by most languages, and not as their rows were written.
    (String, lambda name, number: f"{'bÄaZ'[number % 4]}{number} {name[:8]} ✓"),
)


def fill(connection: Connection, rows: int = 5) -> None:
    """So many rows in every table; of every column that may be empty, one is."""
    for table in portable_tables(connection):
        made = [_row(table, number, rows) for number in range(rows)]
        connection.execute(insert(table), made)


def state(url: str) -> State:
    """All rows of all tables."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {table.name: _rows(connection, table) for table in portable_tables(connection)}
    engine.dispose()
    return found


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    names = column_names(table)
    with reading_rows(connection, table, names) as rows:
        return [dict(zip(names, row, strict=True)) for row in rows]


def _row(table: Table, number: int, rows: int) -> dict[str, Any]:
    return {column.name: _value(column, number, rows) for column in table.columns}


def _value(column: Column[Any], number: int, rows: int) -> Any:
    if column.nullable and number == 0:
        return None
    for key in column.foreign_keys:
        # Another one each time, so that a mixed-up pair of keys shows.
        return _plain(key.column, (number * 2 + 1) % rows)
    return _plain(column, number)


def _plain(column: Column[Any], number: int) -> Any:
    if column.primary_key and isinstance(column.type, Integer):
        return number + 1
    kind = next(make for kind, make in _BY_TYPE if isinstance(column.type, kind))
    return kind(column.name, number)
