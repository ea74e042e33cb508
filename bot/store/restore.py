"""Reads a backup: first all of it, to see whether it is whole, then into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.store.backup_list import Backup, read_list
from bot.store.copy import Copied, Progress, copy_into
from bot.store.engine import database_url
from bot.store.jobs import Job, run_job
from bot.store.migrate import revision_of
from bot.store.migration_lock import locked
from bot.store.portable import column_names, encoded, portable_tables, reading_rows
from bot.store.problems import StoreAway, StoreProblem
from bot.store.snapshot import of_file


def examine_backup(file: Path) -> Backup:
    """What a backup holds, all of it read and compared with its list; `StoreProblem` if it is damaged."""
    with _reading(file) as connection:
        backup = read_list(connection, str(file))
        if backup is None or _tables(connection, backup) != backup.tables:
            raise _damaged(file)
        if revision_of(connection) != backup.schema:
            raise _damaged(file)
        return backup


def restore_backup(file: Path, text: str, then: Job[None], progress: Progress) -> Backup:
    """Bring a backup into the empty database at a URL and to this program's schema, and do `then` with it.

    All of it happens or nothing. `StoreProblem` for whatever is in the way.
    """
    backup = examine_backup(file)
    with locked(database_url(text)) as target, of_file(file.absolute(), mode="ro") as source:
        copied = copy_into(source, backup.schema, target, progress)
        if tuple(copied) != backup.tables:
            raise StoreProblem(f"{file} changed while it was restored. Nothing was changed", "Try again")
        run_job(target, then)
    return backup


def _tables(connection: Connection, backup: Backup) -> tuple[Copied, ...]:
    """The listed tables as they are in the file."""
    names = [each.table for each in backup.tables]
    there = {table.name: table for table in portable_tables(connection, names)}
    read = []
    for listed in backup.tables:
        checksum, rows = sha256(), 0
        if (table := there.get(listed.table)) is not None:
            with reading_rows(connection, table, column_names(table)) as found:
                for row in found:
                    checksum.update(encoded(row))
                    rows += 1
        read.append(Copied(listed.table, rows, checksum.hexdigest()))
    return tuple(read)


@contextmanager
def _reading(file: Path) -> Iterator[Connection]:
    if not file.is_file():
        raise StoreProblem(f"there is no file {file}", "Check the name and the folder")
    try:
        with of_file(file.absolute(), mode="ro") as connection:
            yield connection
    except (DBAPIError, StoreAway, ValueError) as error:
        # Bytes that are no database, no text, no day: whatever it is, the bot did not write it so.
        raise _damaged(file) from error


def _damaged(file: Path) -> StoreProblem:
    return StoreProblem(
        f"{file} is damaged: it does not hold what a backup wrote to it. Nothing was changed",
        "Take another backup file, or fetch this one again from where it was kept",
    )
