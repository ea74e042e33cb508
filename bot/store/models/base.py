"""What all tables share: named constraints, instants with their zone, counted row ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Identity, Index, Integer, MetaData, Text, event, text
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

# SQLite counts rows up by itself only for a column that is exactly INTEGER.
RowId = BigInteger().with_variant(Integer(), "sqlite")
# How an instant ends that is in UTC; SQLite keeps it without.
_UTC = "+00:00"


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; SQLite alone would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """In a file as the text that SQLAlchemy writes as well, which takes three times as long at it."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The same of what is read."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy names it
    ) -> datetime | None:
        """Refuse a naive datetime, store UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy names it
    ) -> datetime | None:
        """Give back an aware UTC datetime."""
        return None if value is None else _in_utc(value)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {value!r}")
    return value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds").removesuffix(_UTC)


def _from_text(value: str | None) -> datetime | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    # Rows that something else wrote may name a zone.
    return found.replace(tzinfo=UTC) if found.tzinfo is None else _in_utc(found)


class Base(DeclarativeBase):
    """All tables; constraints have names, so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, str: Text, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012 - SQLAlchemy's own name


def row_id() -> Mapped[int]:
    """The primary key that the database counts up."""
    return mapped_column(RowId, Identity(), primary_key=True)


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows for which a condition holds, on both databases."""
    condition = text(where)
    index = Index(name, *columns, unique=unique, sqlite_where=condition)

    @event.listens_for(index, "before_create")
    def _(index: Index, connection: Connection, **_how: object) -> None:
        # Said above, it would load the dialect at every start of a bot that stores in a file.
        if connection.dialect.name == "postgresql":
            index.dialect_options["postgresql"]["where"] = condition

    return index
