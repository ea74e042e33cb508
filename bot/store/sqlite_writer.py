"""The one thread that writes to an SQLite file, committing together what waits together.

A commit costs a flush to the disk whatever it holds, so callers that wait share one; after a few `Joining`
jobs the next of them waits some milliseconds for more. What fails in a group fails for its own caller alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection

from bot.store.jobs import Job, Joining, Outcome, T, attempt, run_job
from bot.store.problems import StoreAway
from bot.store.sqlite_file import away_when_unreachable, file_engine, is_away, leads_to

GROUP = 32
# When so many joining jobs came together, more are on their way, and for so many seconds they may join the
# next commit; a larger group gains nothing by it.
CROWD = range(3, 13)
_JOIN_SECONDS = 0.006


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job and the caller who waits for it, in the caller's event loop."""

    job: Job[Any]
    answer: asyncio.Future[Any]

    @property
    def joins(self) -> bool:
        """Whether it may wait for others."""
        return isinstance(self.job, Joining)

    def tell(self, outcome: Outcome) -> None:
        """Let the caller go on, unless they went away meanwhile."""
        if self.answer.done():
            return
        if outcome.error is None:
            self.answer.set_result(outcome.value)
        else:
            self.answer.set_exception(outcome.error)


class TransactionLost(Exception):  # noqa: N818 - named for what happened
    """SQLite rolled the whole transaction back by itself, as it may when the disk is full."""


class Writer:
    """The queue, the thread and its connection."""

    def __init__(self, file: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._file = file
        self._pause = pause
        self._engine = file_engine(file, begin="BEGIN IMMEDIATE", connections=1, reading=False)
        self._connection: Connection | None = None
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._thread = Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T]) -> asyncio.Future[T]:
        """What `job` will have returned once it is committed; called in the event loop that waits for it."""
        waiting = Waiting(job, asyncio.get_running_loop().create_future())
        with self._closing:
            if self._closed:
                raise StoreAway("the store is closed")
            self._queue.put(waiting)
        return waiting.answer

    def close(self) -> None:
        """Wait for all that was handed in; harmless when done twice."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._disconnect()
        self._engine.dispose()

    def _serve(self) -> None:
        crowded = False
        while (first := self._queue.get()) is not None:
            if crowded and first.joins:
                self._pause(_JOIN_SECONDS)
            group = [each for each in (first, *self._others()) if not each.answer.cancelled()]
            crowded = sum(waiting.joins for waiting in group) in CROWD
            self._answer(group)

    def _others(self) -> Iterator[Waiting]:
        for _ in range(GROUP - 1):
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return
            if waiting is None:
                self._queue.put(None)
                return
            yield waiting

    def _answer(self, group: list[Waiting]) -> None:
        if len(group) > 1:
            together = attempt(lambda: self._commit_together(group))
            if isinstance(together.error, StoreAway):
                # Nothing began, and to wait for a locked file once for each caller would take minutes.
                together = Outcome([Outcome(error=StoreAway(str(together.error))) for _ in group])
            if together.error is None:
                _wake(group, together.value)
                return
        for waiting in group:
            _wake([waiting], [attempt(partial(self._commit_alone, waiting.job))])

    def _commit_together(self, group: list[Waiting]) -> list[Outcome]:
        with self._transaction() as connection:
            return [_in_savepoint(connection, waiting.job) for waiting in group]

    def _commit_alone(self, job: Job[T]) -> T:
        with away_when_unreachable(self._file), self._transaction() as connection:
            return run_job(connection, job)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with away_when_unreachable(self._file):
                connection = self._connected()
                transaction = connection.begin()
            with transaction:
                yield connection
                _demand_transaction(connection)
        except BaseException:
            self._disconnect()
            raise

    def _connected(self) -> Connection:
        """The connection, which is kept: to take one anew for each group costs as much as its commit."""
        if self._connection is not None and not leads_to(self._connection, self._file):
            self._disconnect()
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _wake(group: Sequence[Waiting], outcomes: Sequence[Outcome]) -> None:
    """Tell the callers; those of one event loop together, because each time costs a system call."""
    loops = {waiting.answer.get_loop() for waiting in group}
    for loop in loops:
        own = [pair for pair in zip(group, outcomes, strict=True) if pair[0].answer.get_loop() is loop]
        # A loop that was closed has nobody left who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell, own)


def _tell(ended: Sequence[tuple[Waiting, Outcome]]) -> None:
    for waiting, outcome in ended:
        waiting.tell(outcome)


def _in_savepoint(connection: Connection, job: Job[Any]) -> Outcome:
    driver = _driver(connection)
    # By the driver: SQLAlchemy's own savepoints cost more than the rest of a short job.
    driver.execute("SAVEPOINT job").close()
    outcome = attempt(lambda: run_job(connection, job))
    if outcome.error is not None:
        if is_away(outcome.error, writing=True):
            raise outcome.error
        # A flush that failed has undone the whole transaction; then the group is run again, one by one.
        _demand_transaction(connection)
        driver.execute("ROLLBACK TO job").close()
    driver.execute("RELEASE job").close()
    return outcome


def _demand_transaction(connection: Connection) -> None:
    # pysqlite's commit() says nothing when there is no transaction to commit.
    if not _driver(connection).in_transaction:
        raise TransactionLost


def _driver(connection: Connection) -> sqlite3.Connection:
    return connection.connection.dbapi_connection  # type: ignore[return-value]  # as `file_engine` makes it
