"""The store on a PostgreSQL server."""

from __future__ import annotations

from sqlalchemy.engine import URL

from bot.store.jobs import Job, T


class PostgresStore:
    """A `Store`; not built yet."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        raise NotImplementedError

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        raise NotImplementedError

    async def read(self, job: Job[T]) -> T:
        """What `job` returns; changes are refused."""
        raise NotImplementedError

    async def close(self) -> None:
        """Finish all that was handed in."""
        raise NotImplementedError
