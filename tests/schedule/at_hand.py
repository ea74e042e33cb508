"""A store without threads and without waiting for the disk, for tests that take thousands of steps.

The jobs, the tables and the database are the real ones; how several callers share them is tested elsewhere.
"""

from __future__ import annotations

from sqlalchemy import create_engine, text

from bot.store.jobs import Job, T, run_job

_NO_WAITING = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit TO off"}


class StoreAtHand:
    """A `Store` on one connection, in the thread of its caller."""

    def __init__(self, url: str) -> None:
        self._connection = create_engine(url).connect()
        self.dialect = self._connection.dialect.name
        self._connection.execute(text(_NO_WAITING[self.dialect]))
        self._connection.commit()

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        with self._connection.begin():
            return run_job(self._connection, job)

    async def read(self, job: Job[T]) -> T:
        """The same; nothing keeps the job from writing."""
        return await self.write(job)

    async def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._connection.engine.dispose()
