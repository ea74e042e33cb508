"""The rounds go on whatever one of them runs into, and end when they are told to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.schedule.rounds import Rounds
from bot.store.engine import Job, StoreAway
from tests.schedule.outbox_machine import World
from tests.schedule.test_postman import Round, T


class Failing:
    """A store that fails to write, as it is told to, so many times."""

    def __init__(self, world: World, error: Exception, times: int) -> None:
        self.store, self.dialect = world.store, world.store.dialect
        self.error, self.times = error, times

    async def write(self, job: Job[T]) -> T:
        if self.times:
            self.times -= 1
            raise self.error
        return await self.store.write(job)

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()


@pytest.fixture
def here(world: World) -> Iterator[Round]:
    made = Round(world)
    world.do(made.box.set_up())
    yield made
    world.empty()


def events(logged: list[Any]) -> set[str]:
    return {entry["event"] for entry in logged}


# What closes late messages fails first and is contained; the second failure is one of the round.
@pytest.mark.parametrize(
    ("error", "times", "said"),
    [
        (StoreAway("disk I/O error"), 1, {"store_away_at_round"}),
        (ZeroDivisionError("a bug"), 2, {"work_failed", "round_failed"}),
    ],
)
def test_a_round_that_fails_is_in_the_log_and_the_next_one_delivers(
    world: World, here: Round, logged: list[Any], error: Exception, times: int, said: set[str]
) -> None:
    async def go() -> list[str]:
        await here.write(1)
        failing = here.postman.store = Failing(world, error, times)
        rounds = Rounds(here.postman)
        rounds.start()
        async with asyncio.timeout(20):
            while failing.times or not here.platform.standing:
                here.postman.wake()
                await asyncio.sleep(0.01)
        await rounds.stop()
        return await here.box.states()

    assert world.do(go()) == ["sent"]
    assert events(logged) == said


def test_stopping_ends_though_the_store_is_away(world: World, here: Round, logged: list[Any]) -> None:
    async def go() -> list[str]:
        await here.write(1)
        here.platform.seconds = 0.2
        await here.postman.round()
        here.postman.store = Failing(world, StoreAway("disk I/O error"), 1000)
        rounds = Rounds(here.postman)
        rounds.start()
        await rounds.stop()
        return await here.box.states()

    assert world.do(go()) == ["sending"], "it is looked up when its lease is over"
    assert len(here.platform.standing) == 1
    assert "store_away_at_stopping" in events(logged)


def test_rounds_that_never_began_can_be_stopped(world: World, here: Round) -> None:
    async def go() -> int:
        await here.write(1)
        await Rounds(here.postman).stop()
        return await here.postman.deliver_due()

    assert world.do(go()) == 0
