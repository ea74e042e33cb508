"""Connections to a PostgreSQL server: how they are made, and how one sees that the server is away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.store.changes import note_changes
from bot.store.problems import StoreAway

# https://www.postgresql.org/docs/current/errcodes-appendix.html
SERIALIZATION_FAILURE, DEADLOCK_DETECTED, UNIQUE_VIOLATION = "40001", "40P01", "23505"
READ_ONLY_TRANSACTION = "25006"
# Connection lost; out of disk, memory or connections; no lock in time; shut down or starting; I/O error.
AWAY_CLASSES = ("08", "53", "55P03", "57P", "58")
# A server that vanishes without a word (power, network) is noticed within seconds, not hours.
CONNECTION = {
    "application_name": "stem-bot",
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


def server_engine(url: URL, *, connections: int) -> Engine:
    """An engine with at most that many connections, each asked before use whether it still lives.

    What the URL itself says about a connection (`?connect_timeout=2`) holds.
    """
    engine = create_engine(
        url,
        isolation_level="SERIALIZABLE",
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={key: value for key, value in CONNECTION.items() if key not in url.query},
    )
    note_changes(engine)
    return engine


@contextmanager
def away_when_unreachable(*, writing: bool = True) -> Iterator[None]:
    """Raise `StoreAway` for what the server or the way to it did; leave all other errors alone."""
    try:
        yield
    except DBAPIError as error:
        if is_away(error, writing=writing):
            raise StoreAway(f"the PostgreSQL server cannot be used now ({error.orig})") from error
        raise


def is_away(error: DBAPIError, *, writing: bool) -> bool:
    """Whether the server is to blame; one that became a standby is, but not for a job that reads."""
    state = sqlstate(error)
    if not state:
        # libpq has no code for what it meets before or outside of the server's own words.
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return state.startswith(AWAY_CLASSES) or (writing and state == READ_ONLY_TRANSACTION)


def sqlstate(error: DBAPIError) -> str:
    """The server's five-character code; empty if the error did not come from the server."""
    return getattr(error.orig, "sqlstate", None) or ""
