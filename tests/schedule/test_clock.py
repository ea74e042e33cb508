"""The clock: ticks at once and on, one at a time, whatever a tick runs into, and stops after the last one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.schedule.clock import Ticker
from bot.schedule.clock_time import SystemClock
from bot.store.engine import StoreAway

# So long that only a wake can be the reason for another tick.
LONG = 60.0


@dataclass
class Work:
    """What a tick does: it counts itself, takes its time and may break."""

    seconds: float = 0.0
    breaks: list[Exception] = field(default_factory=list)
    begun: int = 0
    ended: int = 0
    at_once: int = 0
    most_at_once: int = 0

    async def __call__(self) -> None:
        self.begun += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.seconds)
            if self.breaks:
                raise self.breaks.pop()
            self.ended += 1
        finally:
            self.at_once -= 1


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - a tick tells nobody
            await asyncio.sleep(0.005)


@pytest.fixture
async def tickers() -> AsyncIterator[Callable[[Work, float], Ticker]]:
    """Makes tickers that are stopped in the end."""
    made: list[Ticker] = []

    def make(work: Work, every: float) -> Ticker:
        ticker = Ticker(every)
        ticker.calls(work)
        ticker.start()
        made.append(ticker)
        return ticker

    yield make
    for ticker in made:
        await ticker.stop()


Make = Callable[[Work, float], Ticker]


async def test_it_ticks_at_once_and_then_again_and_again(tickers: Make) -> None:
    work = Work()
    tickers(work, 0.02)
    await until(lambda: work.ended >= 3)


async def test_a_wake_does_not_wait_for_the_next_tick(tickers: Make) -> None:
    work = Work()
    ticker = tickers(work, LONG)
    await until(lambda: work.ended == 1)
    ticker.wake()
    await until(lambda: work.ended == 2)


async def test_a_wake_while_it_ticks_is_not_lost_and_many_are_one(tickers: Make) -> None:
    work = Work(seconds=0.1)
    ticker = tickers(work, LONG)
    await until(lambda: work.begun == 1)
    for _ in range(5):
        ticker.wake()
    await until(lambda: work.ended == 2)
    await asyncio.sleep(0.2)
    assert work.begun == 2


async def test_two_ticks_never_run_at_once(tickers: Make) -> None:
    work = Work(seconds=0.05)
    ticker = tickers(work, 0.01)
    for _ in range(20):
        ticker.wake()
        await asyncio.sleep(0.01)
    assert work.begun > 2
    assert work.most_at_once == 1


@pytest.mark.parametrize("trouble", [ZeroDivisionError("a mistake of ours"), StoreAway("no database")])
async def test_it_goes_on_after_a_tick_that_failed(
    tickers: Make, trouble: Exception, logged: list[Any]
) -> None:
    work = Work(breaks=[trouble])
    tickers(work, 0.02)
    await until(lambda: work.ended >= 1)
    assert work.begun == work.ended + 1
    (entry,) = logged
    assert entry["event"] == ("store_away_at_tick" if isinstance(trouble, StoreAway) else "tick_failed")
    assert ("reference" in entry) == (entry["event"] == "tick_failed")


async def test_stopping_waits_for_the_running_tick_and_begins_no_other(tickers: Make) -> None:
    work = Work(seconds=0.1)
    ticker = tickers(work, 0.02)
    await until(lambda: work.at_once == 1)
    begun = work.begun
    stopping = asyncio.create_task(ticker.stop())
    await asyncio.sleep(0)
    ticker.wake()
    await stopping
    assert (work.begun, work.ended) == (begun, begun)
    ticker.wake()
    await asyncio.sleep(0.2)
    assert work.begun == begun


async def test_a_clock_that_never_started_stops_too() -> None:
    await Ticker().stop()


async def test_a_clock_with_nothing_to_do_only_ticks() -> None:
    ticker = Ticker(0.01)
    ticker.wake()
    ticker.start()
    await asyncio.sleep(0.05)
    assert ticker.age < 1
    await ticker.stop()


async def test_its_age_tells_when_a_tick_ended_last(tickers: Make) -> None:
    work = Work()
    ticker = tickers(work, LONG)
    await until(lambda: work.ended == 1)
    await asyncio.sleep(0.05)
    assert 0.05 <= ticker.age < 5
    before = ticker.age
    ticker.wake()
    await until(lambda: work.ended == 2)
    await asyncio.sleep(0)
    assert ticker.age < before


def test_nobody_moves_the_computers_own_clock() -> None:
    clock = SystemClock()
    assert clock.now() <= clock.real() <= clock.now()
    assert clock.now().utcoffset() is not None
