"""The store on one SQLite file: one thread writes, a few read beside it, and neither waits for the other."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.engine import URL

from bot.store.jobs import Job, T, run_job
from bot.store.problems import StoreAway
from bot.store.sqlite_file import away_when_unreachable, create_file, file_engine, file_of
from bot.store.sqlite_writer import Writer

READERS = 4


class SqliteStore:
    """A `Store`; for one process at a time, others wait for the file up to five seconds."""

    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        self._file = file_of(url)
        create_file(self._file)
        self._reading = file_engine(self._file, begin="BEGIN", connections=READERS, reading=True)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")
        self._writer = Writer(self._file)
        self._closed = False

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        return await self._writer.submit(job)

    async def read(self, job: Job[T]) -> T:
        """What `job` returns, on a connection that refuses changes."""
        if self._closed:
            raise StoreAway("the store is closed")
        return await asyncio.wrap_future(self._readers.submit(self._read, job))

    async def close(self) -> None:
        """Finish all that was handed in, then let go of the file."""
        self._closed = True
        await asyncio.to_thread(self._close)

    def _read(self, job: Job[T]) -> T:
        with (
            away_when_unreachable(self._file, writing=False),
            self._reading.connect() as connection,
            connection.begin(),
        ):
            return run_job(connection, job)

    def _close(self) -> None:
        self._readers.shutdown()
        self._reading.dispose()
        self._writer.close()
