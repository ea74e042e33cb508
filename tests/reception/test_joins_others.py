"""Which of the front desk's transactions may wait for others: a person's event, whose like come in crowds."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.store.engine import Store
from bot.store.jobs import Job, Joining, T
from tests.reception.front_desk import Counter


@dataclass
class Watched:
    """A store that tells which of its jobs join others."""

    store: Store
    joins: list[bool] = field(default_factory=list)

    @property
    def dialect(self) -> str:
        return self.store.dialect

    async def write(self, job: Job[T]) -> T:
        self.joins.append(isinstance(job, Joining))
        return await self.store.write(job)

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()


async def test_a_persons_event_joins_others(counter: Counter) -> None:
    watched = Watched(counter.store)
    await Counter(watched).types("note seats")
    assert await counter.notes() == ["seats"]
    assert watched.joins == [True]
