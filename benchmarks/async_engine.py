"""SQLAlchemy's asyncio extension with aiosqlite as its documentation shows it, set as safe as ours."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session


class AsyncEngineStore:
    """A session and a transaction for each call, on the engine's own pool."""

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(make_url(url).set(drivername="sqlite+aiosqlite"))
        self._sessions = async_sessionmaker(self._engine)

        @event.listens_for(self._engine.sync_engine, "connect")
        def prepare(connection: DBAPIConnection, _record: object) -> None:
            cursor = connection.cursor()
            for setting in ("synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"):
                cursor.execute(f"PRAGMA {setting}")
            cursor.close()

    async def write(self, job: Callable[[Session], None]) -> None:
        """Run a job in a transaction."""
        async with self._sessions() as session, session.begin():
            await session.run_sync(job)

    async def close(self) -> None:
        """Let go of the file."""
        await self._engine.dispose()
