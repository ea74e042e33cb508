"""The postman's rounds against a local platform, at its own pace: what waits for whom, and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bot.sandbox.faults import Fault
from bot.schedule.delivery import Postman
from bot.schedule.pace import Pace
from bot.schedule.rounds import Rounds
from bot.store.engine import Store, open_store
from tests.schedule.post_office import SEND, Office, open_office

pytestmark = pytest.mark.wire


@pytest.fixture
async def office(store: Store, platform: str) -> AsyncIterator[Office]:
    async with open_office(store, platform) as opened:
        yield opened


@pytest.fixture
async def postman(office: Office) -> AsyncIterator[Postman]:
    """A postman who goes round, at the platform's own pace."""
    made = office.postman(pace=Pace({office.platform: office.messenger.limits}))
    rounds = Rounds(made)
    rounds.start()
    yield made
    await rounds.stop()


async def until(office: Office, purpose: str, state: str = "sent") -> float:
    """Wait until a delivery is in that state; the seconds that it took."""

    async def is_so() -> bool:
        return await office.state_of(purpose) == state

    return await until_that(is_so)


async def until_tried(office: Office, delivery: int) -> None:
    """Wait until it has run into trouble."""

    async def is_so() -> bool:
        return bool((await office.look(delivery)).trouble)

    await until_that(is_so)


async def until_that(is_so: Callable[[], Awaitable[bool]]) -> float:
    """Wait for it; the seconds that it took."""
    began = asyncio.get_running_loop().time()
    async with asyncio.timeout(20):
        while not await is_so():  # noqa: ASYNC110 - the real server and database tell nobody
            await asyncio.sleep(0.02)
    return asyncio.get_running_loop().time() - began


async def test_what_is_written_goes_out_as_soon_as_he_is_woken(office: Office, postman: Postman) -> None:
    await office.to_channel("digest:1")
    postman.wake()
    await until(office, "digest:1")
    assert office.in_channel() == ["digest:1"]


@pytest.mark.usefixtures("postman")
async def test_what_falls_due_by_itself_needs_nobody_to_wake_him(office: Office) -> None:
    await office.to_channel("digest:1", not_before=office.clock.at + timedelta(hours=1))
    office.clock.goes_on(hours=1)
    assert await until(office, "digest:1") < 10


async def test_an_answer_does_not_wait_behind_a_fan_out(office: Office, postman: Postman) -> None:
    for number in range(60):
        await office.to_ana(f"prompt:{number}")
    postman.wake()
    await until(office, "prompt:0")
    await office.to_channel("notice:1", "notice")
    postman.wake()
    took = await until(office, "notice:1")
    assert (await office.states()).count("pending") > 30
    assert took < 5


async def test_a_rate_limit_holds_up_its_workspace_and_no_other(office: Office, postman: Postman) -> None:
    first = await office.to_channel("digest:1")
    office.fails(SEND, Fault("rate-limited", seconds=3600))
    postman.wake()
    await until(office, "digest:1", "pending")
    await until_tried(office, first)
    second = await office.to_channel("digest:2")
    postman.wake()
    await asyncio.sleep(1.5)
    assert (await office.look(second)).attempts == 0
    other = await office.to_channel("digest:3")
    await office.change(other, platform="elsewhere")
    postman.wake()
    await until_tried(office, other)
    office.clock.goes_on(hours=1)
    await until(office, "digest:2")
    assert sorted(office.in_channel()) == ["digest:1", "digest:2"]


async def test_stopping_writes_down_what_was_sent(office: Office) -> None:
    made = office.postman()
    rounds = Rounds(made)
    rounds.start()
    for number in range(5):
        await office.to_channel(f"digest:{number}")
    office.fails(SEND, Fault("slow", seconds=0.5), times=5)
    made.wake()

    async def all_asked() -> bool:
        return office.requests(SEND) == 5

    await until_that(all_asked)
    await rounds.stop()
    assert await office.states() == ["sent"] * 5


async def test_a_database_that_is_away_for_a_while_does_not_end_the_rounds(
    office: Office, postman: Postman, migrated_url: str
) -> None:
    store, away = postman.store, open_store(migrated_url)
    await away.close()
    await office.to_channel("digest:1")
    postman.store = away
    postman.wake()
    await asyncio.sleep(0.1)
    postman.store = store
    assert await until(office, "digest:1") < 10
