"""The one door to the database: work is handed in as functions, which database runs it is in the URL."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.jobs import Job, T
from bot.store.problems import StoreAway, StoreBusy, StoreProblem
from bot.store.sqlite import SqliteStore

__all__ = ["Job", "Store", "StoreAway", "StoreBusy", "StoreProblem", "database_url", "open_store"]

REMEDY = "Write sqlite:///stem-bot.db or postgresql+psycopg://user:password@host/database"


class Store(Protocol):
    """Runs jobs, each in a transaction of its own.

    A job is a plain function of a session. It may be run more than once before its caller hears back, so it
    has no effect outside the session; it neither commits nor rolls back. Its own errors reach the caller
    unchanged, and then nothing of it is stored. `StoreAway` says that the database could not be reached.
    """

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        ...

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        ...

    async def read(self, job: Job[T]) -> T:
        """What `job` returns; the database refuses every change it tries to make."""
        ...

    async def close(self) -> None:
        """Finish all that was handed in, then let go of the database."""
        ...


def database_url(text: str) -> URL:
    """The parsed URL; `StoreProblem` if it names neither of the two databases."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreProblem("the database URL cannot be read", REMEDY) from error
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StoreProblem(f"a database URL that begins with '{url.drivername}:' is not supported", REMEDY)
    return url


def open_store(text: str) -> Store:
    """The store at a URL.

    An SQLite file is created where there is none (its folder must exist), and its tables are not: see
    `bot.store.migrate`. A PostgreSQL server is asked only when the first job comes.
    """
    url = database_url(text)
    if url.get_backend_name() == "sqlite":
        return SqliteStore(url)
    # Its driver takes long to load, and who stores in a file does not need it.
    from bot.store.postgres import PostgresStore  # noqa: PLC0415

    return PostgresStore(url)
