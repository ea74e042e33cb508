"""A database as it is at one moment, read while others may go on writing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from bot.store import postgres_server, sqlite_file
from bot.store.problems import StoreProblem

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'stem-bot' AND pid <> pg_backend_pid()
"""


def snapshot(url: URL, *, alone: bool) -> AbstractContextManager[Connection]:
    """A transaction that sees one moment of the database and changes nothing.

    `alone` refuses a database that another stem-bot works with, at the beginning and again at the end, with
    a `StoreProblem`; an SQLite file is then kept from all others meanwhile.
    """
    if url.get_backend_name() == "postgresql":
        return _of_server(url, alone=alone)
    file = sqlite_file.file_of(url)
    if not file.exists():
        raise StoreProblem(f"there is no database file {file}", "Check the name and the folder")
    return of_file(file, alone=alone)


@contextmanager
def of_file(file: Path, *, alone: bool = False, mode: str = "rw") -> Iterator[Connection]:
    """The same of an SQLite file; one of mode `ro` may lie where nobody can write."""
    engine = _file_engine(file, alone=alone, mode=mode)
    try:
        with sqlite_file.away_when_unreachable(file), engine.begin() as connection:
            _take(connection, file, alone=alone)
            yield connection
    finally:
        engine.dispose()


def _file_engine(file: Path, *, alone: bool, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        timeout = 0.0 if alone else sqlite_file.BUSY_SECONDS
        address = f"{file.as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None)
        if alone:
            # Said before the first look at the file, it fails as long as anybody else has the file open.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").close()
        connection.execute("PRAGMA query_only = 1").close()
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _take(connection: Connection, file: Path, *, alone: bool) -> None:
    # The moment is that of the first look.
    try:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except OperationalError as error:
        if alone and getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise _at_work(f"the database file {file} is open in another program") from error
        raise


@contextmanager
def _of_server(url: URL, *, alone: bool) -> Iterator[Connection]:
    engine = postgres_server.server_engine(url, connections=1)
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        if alone:
            _demand_quiet(engine)
        with postgres_server.away_when_unreachable(writing=False):
            with engine.execution_options(**options).begin() as connection:
                yield connection
            if alone:
                _demand_quiet(engine)
    finally:
        engine.dispose()


def _demand_quiet(engine: Engine) -> None:
    with postgres_server.away_when_unreachable(writing=False), engine.begin() as connection:
        others = connection.exec_driver_sql(_OTHERS).scalar_one()
    if others:
        raise _at_work("another stem-bot is connected to the database")


def _at_work(what: str) -> StoreProblem:
    return StoreProblem(
        f"{what}: most likely a bot that is at work, and what it writes from now on would be missing. "
        "Nothing was changed",
        "Stop it first (with several processes, all of them)",
    )
