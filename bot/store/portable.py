"""The tables of a database in types that both kinds of database give and take alike, letter by letter.

They are read from the database itself and not from the models, so that a database of an older schema can be
copied as it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    DateTime,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Text,
    cast,
    collate,
    func,
    select,
)
from sqlalchemy.types import TypeEngine, UserDefinedType

from bot.store.models.base import Instant

BATCH = 1000
_OWN_OF_ALEMBIC = "alembic_version"


class Document(UserDefinedType[str]):
    """A JSON document as the text that it was written as, which both databases keep."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        """Its name."""
        return "JSON"

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Ask for the text."""
        return cast(column, Text)


def portable_tables(connection: Connection, names: Collection[str] | None = None) -> list[Table]:
    """The tables, of these names alone if any are given, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: names is None or name in names)
    tables = [table for table in metadata.sorted_tables if table.name != _OWN_OF_ALEMBIC]
    for table in tables:
        for column in table.columns:
            column.type = _portable(column.type)
    return tables


def _portable(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, DateTime):
        return Instant()
    return Document() if isinstance(kind, JSON) else kind


def column_names(table: Table) -> list[str]:
    """Its columns, in an order that does not depend on the database."""
    return sorted(table.columns.keys())


def count_rows(connection: Connection, table: Table) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@contextmanager
def reading_rows(
    connection: Connection, table: Table, columns: Sequence[str]
) -> Iterator[Iterator[Row[Any]]]:
    """All rows by primary key, with these columns in this order, a batch at a time in memory."""
    asked: Select[Any] = select(*(table.columns[name] for name in columns))
    asked = asked.order_by(*(_byte_order(each, connection.dialect.name) for each in table.primary_key))
    with connection.execute(asked, execution_options={"yield_per": BATCH}) as result:
        yield iter(result)


def _byte_order(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    # A server sorts text by the rules of a language, SQLite by bytes.
    return collate(column, "C") if dialect == "postgresql" and isinstance(column.type, String) else column


def encoded(row: Sequence[Any]) -> bytes:
    """The row as one line of JSON: equal rows give equal lines, whatever database they come from."""
    return json.dumps(list(row), default=str).encode() + b"\n"
