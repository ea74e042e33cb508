"""The store, with a measure taken of every transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.operations.measures import Measures
from bot.store.engine import Store
from bot.store.jobs import Job, T


@dataclass(frozen=True, slots=True)
class MeasuredStore:
    """A `Store`."""

    within: Store
    measures: Measures

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.within.dialect

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, after COMMIT."""
        with self._measured("write"):
            return await self.within.write(job)

    async def read(self, job: Job[T]) -> T:
        """What `job` returns."""
        with self._measured("read"):
            return await self.within.read(job)

    async def close(self) -> None:
        """Finish all that was handed in, then let go of the database."""
        await self.within.close()

    @contextmanager
    def _measured(self, kind: str) -> Iterator[None]:
        measures = self.measures
        with measures.queue.labels(kind).track_inprogress(), measures.transactions.labels(kind).time():
            yield
