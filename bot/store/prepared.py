"""Statements that every event or delivery runs: made ready once, then handed straight to the driver.

SQLAlchemy writes the SQL and says how values are converted, as everywhere. What is saved is all that it does
anew at each execution, which costs many times of what the database needs to find a row by an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]
Statement = Select[Any] | UpdateBase

_NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement in the words of one database.

    `binds` are a place's name, the key of its value and how that is converted; `own` the values that stand in
    the statement itself; `results` the columns that are converted. The flags and `compiled` are what those
    look at who listen to statements.
    """

    sql: str
    binds: tuple[tuple[str, str, Convert | None], ...]
    own: Mapping[str, Any]
    results: tuple[tuple[int, Convert], ...]
    compiled: SQLCompiler
    isinsert: bool
    isupdate: bool
    isdelete: bool

    def bound(self, values: Mapping[str, Any]) -> Row | dict[str, Any]:
        """The values as the driver takes them; KeyError for one that is missing."""
        if self.own:
            values = {**self.own, **values}
        if self.compiled.positional:
            return tuple([convert(values[key]) if convert else values[key] for _, key, convert in self.binds])
        return {name: convert(values[key]) if convert else values[key] for name, key, convert in self.binds}

    def converted(self, row: Row) -> Row:
        """A row with its values as Python has them."""
        parts = list(row)
        for place, convert in self.results:
            parts[place] = convert(parts[place])
        return tuple(parts)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A statement with named places (`bindparam`), over columns of tables, not over mapped classes.

    `columns` are those that an INSERT gives; it fills in no defaults that are computed in Python.
    """

    statement: Statement
    columns: Sequence[str] | None = None
    _ready: dict[str, _Ready] = field(default_factory=dict)

    def rows(self, session: Session, values: Mapping[str, Any] = _NOTHING) -> list[Row]:
        """The rows that it finds or returns."""
        ready, cursor = self._executed(session, values)
        found: list[Row] = cursor.fetchall()
        cursor.close()
        return [ready.converted(row) for row in found] if ready.results else found

    def run(self, session: Session, values: Mapping[str, Any] = _NOTHING) -> int:
        """Change rows; how many."""
        cursor = self._executed(session, values)[1]
        changed: int = cursor.rowcount
        cursor.close()
        return changed

    def _executed(self, session: Session, values: Mapping[str, Any]) -> tuple[_Ready, Any]:
        if session.autoflush:
            session.flush()
        connection = session.connection()
        ready = self._ready.get(connection.dialect.name) or self._made_ready(connection.dialect)
        bound = ready.bound(values)
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, None, ready.sql, bound, ready, False)
        return ready, _execute(connection, ready.sql, bound)

    def _made_ready(self, dialect: Dialect) -> _Ready:
        columns = None if self.columns is None else list(self.columns)
        compiled = self.statement.compile(dialect=dialect, column_keys=columns)
        if compiled.prefetch or compiled.post_compile_params:
            raise TypeError("a prepared statement has neither defaults made in Python nor places for lists")
        ready = _Ready(
            compiled.string,
            tuple(_binds(compiled)),
            {one.key: compiled.params[name] for one, name in compiled.bind_names.items() if not one.required},
            tuple(_results(self.statement, dialect)),
            compiled,
            compiled.isinsert,
            compiled.isupdate,
            compiled.isdelete,
        )
        self._ready[dialect.name] = ready
        return ready


def _binds(compiled: SQLCompiler) -> Iterator[tuple[str, str, Convert | None]]:
    parameters = {name: parameter for parameter, name in compiled.bind_names.items()}
    dialect = compiled.dialect
    for name in compiled.positiontup or parameters:
        parameter = parameters[name]
        yield name, parameter.key, parameter.type.dialect_impl(dialect).bind_processor(dialect)


def _results(statement: Statement, dialect: Dialect) -> Iterator[tuple[int, Convert]]:
    columns = statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
    for place, column in enumerate(columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            yield place, convert


def _execute(connection: Connection, sql: str, bound: Row | dict[str, Any]) -> Any:
    """Run it through the driver; what breaks is an error of SQLAlchemy's, as the store knows them."""
    driver: Any = connection.connection.dbapi_connection
    cursor = driver.cursor()
    errors = connection.dialect.loaded_dbapi.Error
    try:
        cursor.execute(sql, bound)
    except errors as error:
        lost = connection.dialect.is_disconnect(error, driver, cursor)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql,
            bound,
            error,
            errors,
            hide_parameters=connection.engine.hide_parameters,
            connection_invalidated=lost,
            dialect=connection.dialect,
        ) from error
    return cursor
