"""The store on a PostgreSQL server: serializable transactions side by side, run again when they clash."""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, cast

from psycopg.pq import TransactionStatus
from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.store.jobs import Job, JobSpoiled, T, run_job
from bot.store.postgres_server import (
    DEADLOCK_DETECTED,
    SERIALIZATION_FAILURE,
    UNIQUE_VIOLATION,
    away_when_unreachable,
    server_engine,
    sqlstate,
)
from bot.store.problems import StoreAway, StoreBusy

CONNECTIONS = 8
ATTEMPTS = 24
# Of two that write the same new row at once, the later one may be told of the row instead of the clash, when
# the row has two unique columns and only one of them was asked for. Run again, it finds the row; what is told
# the same every time is a mistake of the job.
TAKEN_ATTEMPTS = 3
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.004, 0.25
_CLASHES = frozenset({SERIALIZATION_FAILURE, DEADLOCK_DETECTED, UNIQUE_VIOLATION})


class PostgresStore:
    """A `Store`; any number of processes may use the same database."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self._writing = server_engine(url, connections=CONNECTIONS)
        # The same connections, each read-only for as long as a reader has it.
        self._reading = self._writing.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="store")
        self._closed = False

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        return await self._submit(partial(_run, self._writing, job, writing=True))

    async def read(self, job: Job[T]) -> T:
        """What `job` returns, in a transaction that refuses changes."""
        return await self._submit(partial(_run, self._reading, job, writing=False))

    async def close(self) -> None:
        """Finish all that was handed in, then let go of the connections."""
        self._closed = True
        await asyncio.to_thread(self._close)

    async def _submit(self, work: partial[T]) -> T:
        if self._closed:
            raise StoreAway("the store is closed")
        return await asyncio.wrap_future(self._threads.submit(work))

    def _close(self) -> None:
        self._threads.shutdown()
        self._writing.dispose()


def _run(engine: Engine, job: Job[T], *, writing: bool) -> T:
    pause, taken = FIRST_PAUSE_SECONDS, 0
    with away_when_unreachable(writing=writing):
        for _ in range(ATTEMPTS):
            try:
                return _run_once(engine, job)
            except DBAPIError as error:
                state = sqlstate(error)
                taken += state == UNIQUE_VIOLATION
                if state not in _CLASHES or taken == TAKEN_ATTEMPTS:
                    raise
            time.sleep(random.uniform(0, pause))  # noqa: S311 - it only keeps two losers from meeting again
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    raise StoreBusy(f"the same rows were changed by others {ATTEMPTS} times in a row")


def _run_once(engine: Engine, job: Job[T]) -> T:
    with engine.connect() as connection, connection.begin():
        value = run_job(connection, job)
        # COMMIT after an error that the job hid is a ROLLBACK to PostgreSQL, and it does not say so.
        status = cast("Any", connection.connection.driver_connection).info.transaction_status
        if status is TransactionStatus.INERROR:
            raise JobSpoiled
        return value
