from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic

import aiohttp
import pytest

from bot.sandbox.hands import CannotDo
from bot.sandbox.page.clock import PageClock
from tests.sandbox.page.asking import get, news, post, until_seen
from tests.sandbox.page.maple_town import NOON, Calendar, Maple


@pytest.mark.wire
@pytest.mark.parametrize(
    ("move", "now"),
    [
        ("next", "2026-12-09T13:00:00Z"),
        ("day", "2026-12-09T17:00:00Z"),
        ("week", "2026-12-15T17:00:00Z"),
        ("2026-12-11T09:30:00-06:00", "2026-12-11T15:30:00Z"),
    ],
)
async def test_the_clock_moves_and_what_was_due_arrives(
    script: aiohttp.ClientSession, maple: Maple, move: str, now: str
) -> None:
    moved = await post(script, "/api/clock", {"move": move})

    assert moved["clock"] == {"now": now, "next": None, "speed": 0}
    where = {"persona": "ana", "platform": "slack", "place": maple.direct}
    await until_seen(script, where, "It is time for: good morning")


@pytest.mark.wire
async def test_a_day_later_is_the_same_hour_after_daylight_saving_ends(
    script: aiohttp.ClientSession,
) -> None:
    await post(script, "/api/clock", {"move": "2027-03-13T16:00:00Z"})

    moved = await post(script, "/api/clock", {"move": "day", "persona": "ana"})

    assert moved["clock"]["now"] == "2027-03-14T15:00:00Z"


@pytest.mark.wire
async def test_a_clock_that_plays_does_what_is_due_and_tells_every_step(
    script: aiohttp.ClientSession, maple: Maple
) -> None:
    async with script.get("/api/changes") as stream:
        played = await post(script, "/api/clock", {"play": 86_400})
        assert played["clock"]["speed"] == 86_400
        told = json.loads(await news(stream, "clock"))
        while datetime.fromisoformat(told["now"]) < NOON + timedelta(days=1):
            told = json.loads(await news(stream, "clock"))
        assert (told["next"], told["speed"]) == (None, 86_400)

    stopped = await post(script, "/api/clock", {"play": 0})

    assert stopped["clock"]["speed"] == 0
    where = {"persona": "ana", "platform": "slack", "place": maple.direct}
    await until_seen(script, where, "It is time for: good morning")
    now = (await get(script, "/api/town"))["clock"]["now"]
    await asyncio.sleep(0.6)
    assert (await get(script, "/api/town"))["clock"]["now"] == now


@pytest.mark.wire
async def test_a_move_while_the_clock_plays_comes_on_top(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/clock", {"play": 60})

    moved = await post(script, "/api/clock", {"move": "week"})

    assert moved["clock"]["speed"] == 60
    now = datetime.fromisoformat(moved["clock"]["now"])
    assert NOON + timedelta(days=7) <= now < NOON + timedelta(days=7, minutes=1)


@pytest.mark.wire
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"play": -1}, "play is -1. Expected 0 to stop, or from 1 to 86400"),
        ({"play": 0.5}, "play is 0.5. Expected 0 to stop"),
        ({"play": 86_401}, "Expected 0 to stop"),
        ({"play": "fast"}, "play is no number"),
        ({"play": True}, "play is no number"),
        ({"play": 60, "move": "day"}, 'either "move" or "play"'),
        ({}, 'either "move" or "play"'),
    ],
)
async def test_a_speed_that_makes_no_sense_is_told_what_was_expected(
    script: aiohttp.ClientSession, body: object, words: str
) -> None:
    assert words in (await post(script, "/api/clock", body, status=400))["error"]


@pytest.mark.wire
async def test_one_move_goes_a_year_at_most(script: aiohttp.ClientSession) -> None:
    for far in ("2028-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59"):
        refused = await post(script, "/api/clock", {"move": far}, status=409)
        assert "a year at most" in refused["error"]


class SlowCalendar(Calendar):
    """Takes a while for every move, holds the first one up, and breaks when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = 0
        self.at_once = 0
        self.most_at_once = 0
        self.broken = False

    async def move_to(self, instant: datetime) -> None:
        self.moves += 1
        if self.broken:
            raise RuntimeError("broken")
        if self.moves == 1:
            raise CannotDo("A platform keeps the bot waiting.")
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.4)
        self.at_once -= 1
        await super().move_to(instant)


@asynccontextmanager
async def slow_clock() -> AsyncIterator[tuple[PageClock, SlowCalendar]]:
    calendar = SlowCalendar()
    clock = PageClock(calendar, lambda _clock: None)
    try:
        yield clock, calendar
    finally:
        await clock.stop()


async def until_moved(calendar: SlowCalendar, times: int) -> None:
    async with asyncio.timeout(10):
        while calendar.moves < times:  # noqa: ASYNC110 - a clock that is watched
            await asyncio.sleep(0.02)


@pytest.mark.unit
async def test_slow_and_held_up_steps_never_pile_up_nor_leap() -> None:
    async with slow_clock() as (clock, calendar):
        begun = monotonic()
        await clock.play(60)
        await clock.play(3600)
        await until_moved(calendar, 4)
        passed = monotonic() - begun

    assert calendar.most_at_once == 1
    assert timedelta() < calendar.now() - NOON <= timedelta(hours=passed)


@pytest.mark.unit
async def test_a_clock_that_breaks_while_it_plays_stops_and_logs_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with slow_clock() as (clock, calendar):
        calendar.broken = True
        await clock.play(60)
        await until_moved(calendar, 1)
        await asyncio.sleep(0)

        assert (await clock.picture())["speed"] == 0
    assert "The clock stopped playing" in caplog.text


@pytest.mark.unit
async def test_nothing_moves_after_the_server_stopped() -> None:
    async with slow_clock() as (clock, calendar):
        await clock.play(3600)
        await until_moved(calendar, 2)
    moves = calendar.moves
    await asyncio.sleep(0.5)

    assert calendar.moves == moves
