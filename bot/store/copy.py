"""Copies all rows of a database into the same tables of another: counted, then compared row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, IntegrityError

from bot.store.engine import database_url
from bot.store.migrate import bring_up_to_date, make_tables, revision_of
from bot.store.migration_lock import locked
from bot.store.portable import BATCH, column_names, count_rows, encoded, portable_tables, reading_rows
from bot.store.problems import StoreProblem
from bot.store.snapshot import snapshot
from bot.store.sqlite_file import file_of

# Told now and then: how many of how many rows are there, or compared, by now.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that arrived: its rows, and the SHA-256 of them in hexadecimal."""

    table: str
    rows: int
    checksum: str


def copy_database(from_text: str, to_text: str, progress: Progress, *, alone: bool = True) -> list[Copied]:
    """Copy the database at one URL to an empty one at another; all of it happens or nothing.

    The copy is compared at the schema that it comes from, then brought to this program's. `alone` refuses a
    source that a bot is working with. `StoreProblem` for whatever is in the way, `StoreAway` if a database
    cannot be reached.
    """
    from_url, to_url = database_url(from_text), database_url(to_text)
    if _place(from_url) == _place(to_url):
        raise StoreProblem("both URLs name the same database", "Name an empty one to copy to")
    with locked(to_url) as target, snapshot(from_url, alone=alone) as source:
        return copy_into(source, revision_of(source), target, progress)


def _place(url: URL) -> object:
    return file_of(url).resolve() if url.get_backend_name() == "sqlite" else url


def copy_into(source: Connection, revision: str, target: Connection, progress: Progress) -> list[Copied]:
    """Copy a snapshot of that revision into an empty database, and bring it to this program's schema."""
    demand_empty(target)
    make_tables(target, revision)
    copied = copy_rows(source, target, progress)
    bring_up_to_date(target)
    return copied


def demand_empty(target: Connection) -> None:
    """Raise `StoreProblem` if the database holds anything but empty tables."""
    for table in portable_tables(target):
        if count_rows(target, table):
            raise StoreProblem(
                f"the database to write to is not empty: there are rows in {table.name}. Nothing was changed",
                "Name an empty database, or move this one away (and stop the bot that works with it)",
            )


def copy_rows(source: Connection, target: Connection, progress: Progress) -> list[Copied]:
    """Copy all rows into the same tables, which are empty, then read both again and compare."""
    pairs = _pairs(source, target)
    total = 2 * sum(count_rows(source, theirs) for theirs, _ in pairs)
    done = _Counter(progress, total)
    for theirs, ours in pairs:
        _fill(source, theirs, target, ours, done)
        _count_on(target, ours)
    return [_compared(source, theirs, target, ours, done) for theirs, ours in pairs]


@dataclass(slots=True)
class _Counter:
    tell: Progress
    total: int
    done: int = 0

    def add(self, rows: int) -> None:
        self.done += rows
        self.tell(self.done, self.total)


def _pairs(source: Connection, target: Connection) -> list[tuple[Table, Table]]:
    ours = portable_tables(target)
    names = {table.name for table in ours}
    there = {table.name: table for table in portable_tables(source, names)}
    for table in ours:
        if table.name not in there or column_names(there[table.name]) != column_names(table):
            raise StoreProblem(
                f"the table {table.name} of the database to copy is not as its schema says. Nothing was done",
                "Somebody changed it by hand, or it is not a database of stem-bot",
            )
    return [(there[table.name], table) for table in ours]


def _fill(source: Connection, theirs: Table, target: Connection, ours: Table, done: _Counter) -> None:
    names = column_names(ours)
    with reading_rows(source, theirs, names) as found:
        for rows in _batches(found):
            _add(target, ours, [dict(zip(names, row, strict=True)) for row in rows])
            done.add(len(rows))


def _add(target: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    try:
        target.execute(insert(table), rows)
    except (DataError, IntegrityError) as error:
        raise StoreProblem(
            f"the database to write to refuses rows of {table.name}, between {_key(table, rows[0])} and "
            f"{_key(table, rows[-1])} ({str(error.orig).splitlines()[0]}). Nothing was changed",
            "Mend or remove that row, then copy again",
        ) from error


def _batches(rows: Iterator[Row[Any]]) -> Iterator[list[Row[Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _count_on(target: Connection, table: Table) -> None:
    """Let the server count row ids on from the highest; SQLite does so by itself."""
    key = table.primary_key.columns
    if target.dialect.name != "postgresql" or key.keys() != ["id"] or key["id"].identity is None:
        return
    highest = target.execute(select(func.max(key["id"]))).scalar_one()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        target.execute(select(func.setval(sequence, highest)))


def _compared(source: Connection, theirs: Table, target: Connection, ours: Table, done: _Counter) -> Copied:
    names = column_names(ours)
    checksum, count = sha256(), 0
    with reading_rows(source, theirs, names) as sent, reading_rows(target, ours, names) as arrived:
        for one, other in zip_longest(sent, arrived):
            line = encoded(other or ())
            if encoded(one or ()) != line:
                raise _unlike(ours, dict(zip(names, one or other, strict=True)))
            checksum.update(line)
            count += 1
            if count % BATCH == 0:
                done.add(BATCH)
    done.add(count % BATCH)
    return Copied(ours.name, count, checksum.hexdigest())


def _unlike(table: Table, row: Mapping[str, Any]) -> StoreProblem:
    return StoreProblem(
        f"the row {_key(table, row)} of {table.name} did not arrive as it was. Nothing was changed",
        "Please report this, with the versions of both databases",
    )


def _key(table: Table, row: Mapping[str, Any]) -> str:
    """What the row is called: the values of its primary key, which people never typed."""
    return ", ".join(f"{column.name}={row[column.name]}" for column in table.primary_key.columns)
