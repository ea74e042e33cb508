"""Moving the clock while a platform is away: it neither hangs nor passes anything over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.demo.time_machine import TimeMachine
from bot.sandbox.faults import Fault
from bot.sandbox.hands import CannotDo
from tests.builders import Someone, add_schedule, add_team
from tests.town import POSTING, Town, open_town

pytestmark = pytest.mark.wire
TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(f"sqlite:///{tmp_path / 'town.db'}") as opened:
        await opened.tell(lambda session: add_team(session, (Someone("cora", ("slack",), ("teacher",)),)))
        await opened.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
        yield opened


async def test_a_week_of_refused_requests_takes_a_few_tries_an_hour_at_most(town: Town) -> None:
    many = 100_000
    town.faults["slack"].next(POSTING["slack"], Fault("rate-limited", seconds=1), many)

    await town.time.move_to(TUESDAY_AT_THREE + timedelta(days=3))

    (left,) = [one.left for one in town.faults["slack"].waiting()]
    assert 10 < many - left < 200


async def test_what_was_refused_for_seconds_arrives_while_the_clock_moves_on(town: Town) -> None:
    town.faults["slack"].next(POSTING["slack"], Fault("rate-limited", seconds=1), 3)

    await town.time.move_to(TUESDAY_AT_THREE + timedelta(minutes=1))

    seen = await town.person("cora", "slack").sees("Check-in")
    assert seen.at < TUESDAY_AT_THREE + timedelta(minutes=1)


async def test_another_try_is_called_so(town: Town) -> None:
    town.faults["slack"].next(POSTING["slack"], Fault("rate-limited", seconds=600), 1)
    await town.time.move_to(TUESDAY_AT_THREE)

    upcoming = await town.time.next_event()

    assert upcoming is not None
    assert upcoming.words == "Another try to send what failed"


async def test_a_bot_that_is_held_up_holds_the_clock_up_until_it_goes_on(town: Town) -> None:
    answered = asyncio.Event()
    settled: list[datetime] = []

    async def settle() -> None:
        if town.clock.now() >= TUESDAY_AT_THREE:
            await answered.wait()
        await town.app.settle()
        settled.append(town.clock.now())

    machine = TimeMachine(town.clock, town.store, settle, patience=0.2)
    later = TUESDAY_AT_THREE + timedelta(days=7)
    while town.clock.now() < TUESDAY_AT_THREE:
        # So little patience may end at other moments too, on a busy machine.
        with suppress(CannotDo):
            await machine.move_to(later)
    with pytest.raises(CannotDo, match="2026-12-01T20:00"):
        await machine.move_to(later)
    assert town.clock.now() < TUESDAY_AT_THREE + timedelta(minutes=1)

    answered.set()
    while town.clock.now() < later:
        with suppress(CannotDo):
            await machine.move_to(later)

    assert settled == sorted(settled)
    await town.person("cora", "slack").sees("Check-in")
    await machine.stop()
