"""An SQLite file and the connections to it: how it is made and opened, how one sees that it is gone."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import QueuePool

from bot.store.changes import note_changes
from bot.store.problems import StoreAway, StoreProblem

BUSY_SECONDS = 5.0
# https://sqlite.org/rescode.html: the file, its lock or its disk, never the statement.
AWAY_CODES = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
    }
)


def file_of(url: URL) -> Path:
    """The file that an SQLite URL names; `StoreProblem` for a database in memory or with options."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreProblem("the database URL names no file", "Write sqlite:///stem-bot.db")
    if url.query or url.host:
        raise StoreProblem(
            "the database URL of an SQLite file takes no host and no options",
            "Write sqlite:///stem-bot.db, or sqlite:////full/path/stem-bot.db with four slashes",
        )
    return Path(url.database).absolute()


def create_file(file: Path) -> None:
    """Make the file, unless it is there, and have it written ahead (WAL)."""
    try:
        # Only the operator reads what people answered; SQLite gives its side files the same rights.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        remedy = "Create its folder and let stem-bot write there, or name another file"
        raise StoreProblem(f"the database file {file} cannot be opened ({error.strerror})", remedy) from error
    try:
        with closing(connect(file)) as connection:
            _write_ahead(file, connection)
    except sqlite3.Error as error:
        raise _away(file, error) from error


def _write_ahead(file: Path, connection: sqlite3.Connection) -> None:
    try:
        mode = _journal_mode(connection)
    except sqlite3.DatabaseError as error:
        if _code(error) == sqlite3.SQLITE_NOTADB:
            remedy = "Name another file, or move this one away"
            raise StoreProblem(f"{file} is not an SQLite database", remedy) from error
        raise
    if mode != "wal":
        remedy = "Put the file on a disk of this machine, not on a network share"
        raise StoreProblem(f"the database file {file} cannot be written ahead", remedy)


def _journal_mode(connection: sqlite3.Connection) -> str:
    """The mode after asking for WAL; SQLite does not wait its turn to change it, so this does."""
    give_up_at = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)


def connect(file: Path) -> sqlite3.Connection:
    """A plain connection to a file that exists; it begins and ends no transaction by itself."""
    return sqlite3.connect(
        f"{file.as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def file_engine(file: Path, *, begin: str, connections: int, reading: bool) -> Engine:
    """An engine whose transactions start with the statement `begin`, on connections that follow the file."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(file),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = _identity(file)
        connection.execute("PRAGMA foreign_keys = ON").close()
        connection.execute("PRAGMA synchronous = FULL").close()
        connection.execute(f"PRAGMA query_only = {int(reading)}").close()

    @event.listens_for(engine, "checkout")
    def follow(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        # SQLite goes on writing into a file that somebody deleted or put another in the place of.
        if record.info["file"] != _identity(file):
            raise DisconnectionError(f"{file} is another file now")

    @event.listens_for(engine, "begin")
    def begin_now(connection: Connection) -> None:
        # By the driver: every transaction does it, and SQLAlchemy's way there costs more than a row.
        connection.connection.cursor().execute(begin)

    if not reading:
        note_changes(engine)
    return engine


def leads_to(connection: Connection, file: Path) -> bool:
    """Whether an open connection still leads to what lies under that name; `StoreAway` if nothing does."""
    return bool(connection.info["file"] == _identity(file))


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError as error:
        raise StoreAway(f"the database file {file} is gone ({error.strerror})") from error
    return found.st_dev, found.st_ino


@contextmanager
def away_when_unreachable(file: Path, *, writing: bool = True) -> Iterator[None]:
    """Raise `StoreAway` for what the file, its lock or its disk did; leave all other errors alone."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if is_away(error, writing=writing):
            raise _away(file, getattr(error, "orig", error)) from error
        raise


def is_away(error: BaseException, *, writing: bool) -> bool:
    """Whether the file is to blame; a file that became read-only is, but not for a job that reads."""
    code = _code(error.orig if isinstance(error, DBAPIError) else error)
    return code in AWAY_CODES or (writing and code == sqlite3.SQLITE_READONLY)


def _away(file: Path, cause: BaseException | None) -> StoreAway:
    return StoreAway(f"the database file {file} cannot be used now ({cause})")


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 for an error that is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
