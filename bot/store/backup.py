"""Writes a backup: one SQLite file, whatever database it comes from, with a list of what is in it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL

from bot.store.backup_list import Backup, write_list
from bot.store.copy import Progress, copy_rows
from bot.store.engine import database_url
from bot.store.migrate import make_tables, revision_of
from bot.store.migration_lock import locked
from bot.store.problems import StoreProblem
from bot.store.snapshot import snapshot


def write_backup(text: str, file: Path, made_at: datetime, progress: Progress) -> Backup:
    """Write one moment of the database at a URL to a new file; the bot may go on working meanwhile.

    The file appears when it is whole and was compared with the database, or not at all. `StoreProblem` if
    it is there already or cannot be written.
    """
    if file.exists():
        raise StoreProblem(f"there is a file {file} already", "Name another, or move that one away")
    with _folder_beside(file) as folder:
        made = folder / file.name
        with locked(URL.create("sqlite", database=str(made))) as target:
            with snapshot(database_url(text), alone=False) as source:
                revision = revision_of(source)
                make_tables(target, revision)
                tables = copy_rows(source, target, progress)
            backup = Backup(revision, made_at, tuple(tables))
            write_list(target, backup)
        _put_in_place(made, file)
    return backup


@contextmanager
def _folder_beside(file: Path) -> Iterator[Path]:
    """A folder on the same disk that only we read; gone in the end."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.absolute().parent)
    except OSError as error:
        remedy = "Name a file in a folder that is there and that stem-bot may write to"
        raise StoreProblem(f"{file} cannot be written ({error.strerror})", remedy) from error
    with folder as name:
        yield Path(name)


def _put_in_place(made: Path, file: Path) -> None:
    """Give the finished file its name, so that neither a crash nor a power cut leaves half of it there."""
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        # What was written ahead goes into the file, which then stands alone.
        connection.execute("PRAGMA journal_mode = DELETE").close()
    _flush(made)
    made.replace(file)
    _flush(file.absolute().parent)


def _flush(place: Path) -> None:
    """See a file, or the names in a folder, safely on the disk."""
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
