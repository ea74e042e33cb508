"""A store before each of whose writes something happens: another process is quicker, or the disk fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.store.engine import Job, Store
from bot.store.jobs import T


class Interrupted:
    """The same store for somebody who is always a moment too late."""

    def __init__(self, store: Store, before: Callable[[], Awaitable[None]]) -> None:
        self.store, self.dialect = store, store.dialect
        self._before = before

    async def write(self, job: Job[T]) -> T:
        await self._before()
        return await self.store.write(job)

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()
