"""What the postman waits for, and what he does not: turns, rests, calls that hang, lookups under way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.sending_limits import Allowance, SendingLimits
from bot.schedule.delivery import BEAT, LOOKUPS_AT_ONCE
from bot.schedule.pace import Pace, Parcel
from bot.store.models import Delivery
from tests.schedule.outbox_machine import World
from tests.schedule.test_postman import Round

# One at a time and twenty a second: a few messages take some turns.
SLOW = SendingLimits(Allowance(20.0, 1.0), Allowance(1000.0, 1000.0), 2)


@pytest.fixture
def here(world: World) -> Iterator[Round]:
    made = Round(world)
    world.do(made.box.set_up())
    yield made
    world.empty()


def every(seconds: float) -> SendingLimits:
    """One message at a time, and so long from each to the next."""
    return SendingLimits(Allowance(1 / seconds, 1.0), Allowance(1000.0, 1000.0), 1)


def paced(here: Round, limits: SendingLimits = SLOW) -> None:
    here.postman.pace = Pace({"slack": limits})
    here.postman.__post_init__()


def test_what_has_its_turn_only_later_is_waited_for(world: World, here: Round) -> None:
    async def go() -> tuple[int, float]:
        paced(here, every(seconds=0.8))
        await here.write(2)
        began = asyncio.get_running_loop().time()
        async with asyncio.timeout(20):
            done = await here.postman.deliver_due()
        return done, asyncio.get_running_loop().time() - began

    done, seconds = world.do(go())
    assert done == len(here.platform.standing) == 2
    assert seconds >= 0.79, "nothing goes out before its turn"


def test_what_has_its_turn_later_than_a_beat_is_not_waited_for(world: World, here: Round) -> None:
    async def go() -> int:
        paced(here, every(seconds=60))
        await here.write(2)
        async with asyncio.timeout(20):
            return await here.postman.deliver_due()

    assert world.do(go()) == 1


def test_a_rest_that_a_platform_wants_is_not_waited_for(world: World, here: Round) -> None:
    async def go() -> int:
        paced(here, every(seconds=0.8))
        await here.write(2)
        here.platform.sending = "rate limit"
        return await here.postman.deliver_due()

    assert world.do(go()) == 0
    assert here.platform.requests == 1


def test_who_is_told_to_stop_waits_for_no_turn(world: World, here: Round) -> None:
    async def go() -> tuple[float, list[str]]:
        paced(here, every(seconds=0.8))
        await here.write(2)
        await here.postman.round()
        here.postman.stop()
        await here.postman.deliver_due()
        return await here.postman.round(), await here.box.states()

    pause, states = world.do(go())
    assert states == ["sent", "pending"]
    assert pause > 0, "who stops has nothing more to take"


def test_where_a_platform_wants_to_be_left_alone_nothing_more_is_tried(world: World, here: Round) -> None:
    async def go() -> tuple[int, int]:
        paced(here)
        await here.write(6)
        here.platform.sending = "rate limit"
        await here.postman.deliver_due()
        tried = here.platform.requests
        here.platform.sending = "well"
        here.box.clock.goes_on(seconds=16)
        await here.postman.deliver_due()
        assert here.platform.requests == tried, "asked again within the 17 seconds"
        here.box.clock.goes_on(seconds=1)
        return tried, await here.postman.deliver_due()

    tried, done = world.do(go())
    assert tried <= 3
    assert done == 6


def test_a_round_does_not_wait_for_turns(world: World, here: Round) -> None:
    async def go() -> float:
        paced(here, SendingLimits(Allowance(4.0, 1.0), Allowance(1000.0, 1000.0), 16))
        await here.write(8)
        pause = await here.postman.round()
        await here.postman.finish()
        return pause

    assert 0.0 < world.do(go()) < 1.0
    assert 1 <= len(here.platform.standing) < 8


def test_room_that_comes_while_letters_are_claimed_is_used_at_once(world: World, here: Round) -> None:
    async def go() -> tuple[float, int]:
        quick = Allowance(1000.0, 1000.0)
        paced(here, SendingLimits(quick, quick, 4))
        await here.postman.round()
        await here.write(3)
        pace, now = here.postman.pace, asyncio.get_running_loop().time()
        others = [Parcel(("slack", "T0DISTRICT", f"U{number}"), "fan-out") for number in range(2)]
        for one in others:
            pace.book(one, now)

        def land() -> None:
            for one in others:
                pace.landed(one, now)

        here.platform.seconds = 0.1
        # After the claim, which is begun in the next turn of the loop, and before what follows from it.
        asyncio.get_running_loop().call_soon(asyncio.get_running_loop().call_soon, land)
        first = await here.postman.round()
        await here.postman.round()
        await here.postman.finish()
        return first, len(here.platform.standing)

    assert world.do(go()) == (0.0, 3)


def test_a_pause_ends_by_itself(world: World, here: Round) -> None:
    async def go() -> None:
        async with asyncio.timeout(20):
            await here.postman.news(0.01)

    world.do(go())


def test_a_call_is_over_before_its_lease_is(world: World, here: Round) -> None:
    async def go() -> tuple[list[str], int]:
        here.postman.lease = timedelta(seconds=10)
        here.platform.seconds = 8.5
        await here.write(1)
        await here.postman.round()
        while not here.platform.requests:  # noqa: ASYNC110 - the platform tells nobody
            await asyncio.sleep(0)
        # Nine of the ten seconds pass while the platform has the message in its hands.
        set_forward(asyncio.get_running_loop(), 9)
        await here.postman.finish()
        return await here.box.states(), len(here.platform.standing)

    assert world.do(go()) == (["ambiguous"], 0)


def test_finishing_waits_for_what_was_begun_and_writes_it_down(world: World, here: Round) -> None:
    async def go() -> list[str]:
        here.platform.seconds = 0.1
        await here.write(2)
        await here.postman.round()
        await here.postman.finish()
        return await here.box.states()

    assert world.do(go()) == ["sent", "sent"]


def test_rounds_close_what_is_late_once_a_beat_and_not_every_time(world: World, here: Round) -> None:
    async def go() -> list[str]:
        loop = asyncio.get_running_loop()
        loop.time = lambda: 100.0  # type: ignore[method-assign]
        await here.box.to_channel("digest:0", not_before=here.box.clock.at + timedelta(days=5))
        await here.postman.round()
        here.box.clock.goes_on(days=4)
        await here.postman.round()
        before = await here.box.states()
        loop.time = lambda: 100.0 + BEAT  # type: ignore[method-assign]
        await here.postman.round()
        return before + await here.box.states()

    assert world.do(go()) == ["pending", "expired"]


def test_no_more_than_a_few_lookups_are_under_way_whatever_else_goes_on(world: World, here: Round) -> None:
    async def go() -> list[str]:
        here.platform.sending = "answer lost"
        await here.write(LOOKUPS_AT_ONCE + 4)
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=5)
        here.platform.seconds, here.platform.most_at_once = 0.1, 0
        await here.postman.round()
        await here.postman.deliver_due()
        await here.postman.finish()
        return await here.box.states()

    assert set(world.do(go())) <= {"sent", "ambiguous"}
    assert here.platform.most_at_once == LOOKUPS_AT_ONCE


def test_a_history_that_wants_to_be_left_alone_is_not_asked_for_another_message(
    world: World, here: Round
) -> None:
    async def go() -> tuple[int, str, int]:
        here.platform.sending, here.platform.finding = "answer lost", "rate limit"
        await here.write(1)
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=5)
        await here.postman.deliver_due()
        trouble = (await here.box.ask(_deliveries))[0]
        await here.box.to_channel("digest:late")
        await here.postman.deliver_due()
        asked = here.platform.requests
        here.platform.finding = "well"
        here.box.clock.goes_on(seconds=6)
        await here.postman.deliver_due()
        early = here.platform.requests - asked
        here.box.clock.goes_on(seconds=12)
        await here.postman.deliver_due()
        return early, trouble, here.platform.requests - asked

    assert world.do(go()) == (0, "rate limited", 2)


def set_forward(loop: asyncio.AbstractEventLoop, seconds: float) -> None:
    """Let so much time have passed at once for everything that waits."""
    before = loop.time
    loop.time = lambda: before() + seconds  # type: ignore[method-assign]


def _deliveries(session: Session) -> list[str]:
    return list(session.scalars(select(Delivery.trouble).order_by(Delivery.id)))
