"""A database held still while its schema changes: the whole SQLite file, or a lock on the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL

from bot.store import postgres_server, sqlite_file
from bot.store.problems import StoreProblem

LOCK_SECONDS = 60
# Any number will do, if nobody else locks it: "stem-bot" as ASCII.
LOCK_KEY = 0x7374656D2D626F74


def locked(url: URL) -> AbstractContextManager[Connection]:
    """A transaction during which nobody else changes the schema; an SQLite file is made if there is none."""
    if url.get_backend_name() == "sqlite":
        file = sqlite_file.file_of(url)
        sqlite_file.create_file(file)
        return _locked_file(file)
    return _locked_server(url)


@contextmanager
def opened(url: URL) -> Iterator[Connection | None]:
    """A transaction on the database; None if its file is not there."""
    if url.get_backend_name() == "postgresql":
        with _on_server(url) as connection:
            yield connection
    elif (file := sqlite_file.file_of(url)).exists():
        with _on_file(file, begin="BEGIN") as connection:
            yield connection
    else:
        yield None


@contextmanager
def _locked_file(file: Path) -> Iterator[Connection]:
    with _on_file(file, begin="BEGIN EXCLUSIVE") as connection:
        yield connection
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise StoreProblem(
                f"after the change a row of {broken[0]} would refer to a row of {broken[2]} that is not "
                "there. Nothing was changed",
                "Please report this, with the versions before and after",
            )


@contextmanager
def _on_file(file: Path, *, begin: str) -> Iterator[Connection]:
    engine = sqlite_file.file_engine(file, begin=begin, connections=1, reading=False)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # To change a table is to copy and drop it, which would delete what refers to its rows.
        connection.execute("PRAGMA foreign_keys = OFF").close()
        connection.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}").close()

    try:
        with sqlite_file.away_when_unreachable(file), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _locked_server(url: URL) -> Iterator[Connection]:
    with _on_server(url) as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_KEY})")
        yield connection


@contextmanager
def _on_server(url: URL) -> Iterator[Connection]:
    # A serializable transaction would go on seeing the schema from before its wait for the lock.
    engine = postgres_server.server_engine(url, connections=1).execution_options(
        isolation_level="READ COMMITTED"
    )
    try:
        with postgres_server.away_when_unreachable(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
