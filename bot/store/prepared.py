"""Statements that every event or delivery runs: made ready once, then handed straight to the driver.

SQLAlchemy writes the SQL and says how values are converted, as everywhere. What is saved is all that it does
anew at each execution, which costs many times of what the database needs to find a row by an index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Final

from sqlalchemy import Connection, Date, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

from bot.store.models.base import Instant

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]
Statement = Select[Any] | UpdateBase
# The database's name, and for how many values each list has room.
_Form = tuple[str, tuple[int, ...]]

_NOTHING: Final[Mapping[str, Any]] = {}
_LINE: Final = "line to the driver"


@dataclass(slots=True)
class _Ready:
    """A statement in the words of one database.

    `binds` are a place's name, the key of its value and how that is converted; `own` the values that stand in
    the statement itself; `lists` the names of the places that a list is given; `results` the columns that are
    converted, known from the first row on. The flags and `compiled` are what those look at who listen to
    statements.
    """

    sql: str
    binds: tuple[tuple[str, str, Convert | None], ...]
    own: Mapping[str, Any]
    lists: Mapping[str, Sequence[str]]
    compiled: SQLCompiler
    isinsert: bool
    isupdate: bool
    isdelete: bool
    results: tuple[tuple[int, Convert], ...] | None = None

    def bound(self, values: Mapping[str, Any]) -> Row | dict[str, Any]:
        """The values as the driver takes them; KeyError for one that is missing."""
        if self.own:
            values = {**self.own, **values}
        if self.lists:
            values = {**values, **dict(self._listed(values))}
        if self.compiled.positional:
            return tuple([convert(values[key]) if convert else values[key] for _, key, convert in self.binds])
        return {name: convert(values[key]) if convert else values[key] for name, key, convert in self.binds}

    def _listed(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, names in self.lists.items():
            # The last value again and again means the same to an IN.
            yield from zip(names, chain(values[key], repeat(values[key][-1])), strict=False)

    def converted(self, rows: list[Row], statement: Statement, described: Sequence[Any]) -> list[Row]:
        """The rows with their values as Python has them; `described` is how the driver describes them."""
        if self.results is None:
            self.results = tuple(_results(statement, described, self.compiled.dialect))
        return [_converted(row, self.results) for row in rows] if self.results else rows


@dataclass(frozen=True, slots=True)
class _Line:
    """The way of one job's statements to the driver, and who listens to them."""

    connection: Connection
    dialect: Dialect
    driver: Any
    errors: type[Exception]
    listeners: Iterable[Callable[..., Any]]

    def execute(self, ready: _Ready, bound: Any, *, many: bool = False) -> Any:
        """Run it; what breaks is an error of SQLAlchemy's, as the store knows them."""
        for listener in self.listeners:
            listener(self.connection, None, ready.sql, bound, ready, many)
        cursor = self.driver.cursor()
        try:
            (cursor.executemany if many else cursor.execute)(ready.sql, bound)
        except self.errors as error:
            raise self._explained(error, ready, bound, cursor) from error
        return cursor

    def _explained(self, error: Any, ready: _Ready, bound: Any, cursor: Any) -> Exception:
        lost = self.dialect.is_disconnect(error, self.driver, cursor)
        if lost:
            self.connection.invalidate(error)
        explained: Exception = DBAPIError.instance(
            ready.sql,
            bound,
            error,
            self.errors,
            hide_parameters=self.connection.engine.hide_parameters,
            connection_invalidated=lost,
            dialect=self.dialect,
        )
        return explained


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A statement with named places (`bindparam`), over columns of tables, not over mapped classes.

    `columns` are those that an INSERT gives; it fills in no defaults that are computed in Python. `lists` are
    the keys of places that take a sequence, for an IN: `bindparam(key, expanding=True)`; it is never empty.
    """

    statement: Statement
    columns: Sequence[str] | None = None
    lists: Sequence[str] = ()
    _ready: dict[_Form, _Ready] = field(default_factory=dict)

    def rows(self, session: Session, values: Mapping[str, Any] = _NOTHING) -> list[Row]:
        """The rows that it finds or returns."""
        line = _line_of(session)
        ready = self._ready_on(line, values)
        cursor = line.execute(ready, ready.bound(values))
        found: list[Row] = cursor.fetchall()
        described = cursor.description
        cursor.close()
        return ready.converted(found, self.statement, described) if found else found

    def run(self, session: Session, values: Mapping[str, Any] = _NOTHING) -> int:
        """Change rows; how many."""
        line = _line_of(session)
        ready = self._ready_on(line, values)
        cursor = line.execute(ready, ready.bound(values))
        changed: int = cursor.rowcount
        cursor.close()
        return changed

    def each(self, session: Session, many: Sequence[Mapping[str, Any]]) -> None:
        """Change rows with each of the values."""
        line = _line_of(session)
        ready = self._ready_on(line, many[0])
        line.execute(ready, [ready.bound(values) for values in many], many=True).close()

    def _ready_on(self, line: _Line, values: Mapping[str, Any]) -> _Ready:
        # Lists of some sizes are enough, so that there are few ways to say it.
        sizes = tuple([_room(values[key]) for key in self.lists]) if self.lists else ()
        form = (line.dialect.name, sizes)
        return self._ready.get(form) or self._made_ready(line.dialect, form, sizes)

    def _made_ready(self, dialect: Dialect, form: _Form, sizes: Sequence[int]) -> _Ready:
        columns = None if self.columns is None else list(self.columns)
        compiled = self.statement.compile(dialect=dialect, column_keys=columns)
        if compiled.prefetch or {one.key for one in compiled.post_compile_params} != set(self.lists):
            raise TypeError("a prepared statement has no defaults made in Python, and names its lists")
        lists = {key: [None] * size for key, size in zip(self.lists, sizes, strict=True)}
        state = compiled.construct_expanded_state({**compiled.params, **lists})
        ready = _Ready(
            state.statement,
            tuple(_binds(compiled, state.positiontup, state.parameter_expansion)),
            {one.key: compiled.params[name] for one, name in compiled.bind_names.items() if not one.required},
            state.parameter_expansion,
            compiled,
            compiled.isinsert,
            compiled.isupdate,
            compiled.isdelete,
        )
        self._ready[form] = ready
        return ready


def _line_of(session: Session) -> _Line:
    """The line of the session's job; what the session still holds back is written first."""
    if session.autoflush:
        session.flush()
    line: _Line | None = session.info.get(_LINE)
    # Asked each time: after an error that undid the transaction, SQLAlchemy refuses to go on.
    connection = session.connection()
    if line is None or line.connection is not connection:
        dialect, driver = connection.dialect, connection.connection.dbapi_connection
        listeners = connection.dispatch.before_cursor_execute
        line = _Line(connection, dialect, driver, dialect.loaded_dbapi.Error, listeners)
        session.info[_LINE] = line
    return line


def _room(values: Collection[Any]) -> int:
    """How many places a list gets: a power of two."""
    if not values:
        raise ValueError("a list in a prepared statement has at least one value")
    return 1 << (len(values) - 1).bit_length()


def _binds(
    compiled: SQLCompiler, order: Sequence[str] | None, lists: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, Convert | None]]:
    parameters = {name: (parameter.key, parameter) for parameter, name in compiled.bind_names.items()}
    for key, names in lists.items():
        _, parameter = parameters.pop(key)
        parameters |= {name: (name, parameter) for name in names}
    dialect = compiled.dialect
    for name in order or parameters:
        key, parameter = parameters[name]
        yield name, key, _binding(parameter.type, dialect)


def _binding(of: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """How values of a type are converted for the driver."""
    convert = of.dialect_impl(dialect).bind_processor(dialect)
    # An event has one instant and one day, and they stand in most of its statements.
    return lru_cache(maxsize=64)(convert) if convert and isinstance(of, Instant | Date) else convert


def _results(
    statement: Statement, described: Sequence[Any], dialect: Dialect
) -> Iterator[tuple[int, Convert]]:
    columns = statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
    for place, (column, found) in enumerate(zip(columns, described, strict=True)):
        # Of a number PostgreSQL alone says what sort it is.
        convert = column.type.dialect_impl(dialect).result_processor(dialect, found[1])
        if convert is not None:
            yield place, convert


def _converted(row: Row, results: tuple[tuple[int, Convert], ...]) -> Row:
    parts = list(row)
    for place, convert in results:
        parts[place] = convert(parts[place])
    return tuple(parts)
