"""What one claim takes: so many, only what people wait for when told so, and marked by when it was begun."""

from __future__ import annotations

import pytest

from bot.chat.sending_limits import Allowance, SendingLimits
from bot.schedule import claims, outbox
from bot.schedule.claims import Claimed, Gate
from bot.schedule.letters import CLOCK_SKEW
from bot.schedule.pace import Pace, Shut
from bot.store.engine import Store
from tests.schedule.outbox_rows import ANA, CHANNEL, LEASE, Outbox
from tests.schedule.set_clock import NOON_IN_NEW_YORK, SetClock

NO_LIMITS = Pace({})


@pytest.fixture
async def box(store: Store) -> Outbox:
    written = Outbox(store, SetClock(NOON_IN_NEW_YORK))
    await written.set_up()
    return written


async def claimed(box: Outbox, gate: Gate) -> Claimed:
    until = box.clock.true + LEASE
    return await box.tell(lambda session: claims.claim_due(session, box.clock.at, until, gate))


async def purposes(box: Outbox, gate: Gate) -> list[str]:
    letters = (await claimed(box, gate)).letters
    return [(await box.look(one.attempt.delivery_id)).purpose for one in letters]


async def test_of_all_kinds_together_no_more_are_taken_than_fit(box: Outbox) -> None:
    for purpose, kind in (("notice:1", "notice"), ("hello:1", "hello"), ("a:1", "prompt"), ("a:2", "prompt")):
        await box.to_ana(purpose, kind)
    assert await purposes(box, Gate(NO_LIMITS, 0.0, Shut(), 3)) == ["notice:1", "hello:1", "a:1"]
    assert await purposes(box, Gate(NO_LIMITS, 0.0, Shut(), 3)) == ["a:2"]


async def test_between_two_looks_for_a_fan_out_only_what_people_wait_for_is_taken(box: Outbox) -> None:
    await box.to_ana("a:1", "prompt")
    await box.to_ana("notice:1", "notice")
    assert await purposes(box, Gate(NO_LIMITS, 0.0, Shut(), 8, many=False)) == ["notice:1"]
    assert await purposes(box, Gate(NO_LIMITS, 0.0, Shut(), 8)) == ["a:1"]


async def test_a_message_is_looked_for_from_when_its_sending_was_begun(box: Outbox) -> None:
    delivery = await box.to_ana("a:1")
    box.clock.goes_on(hours=2)
    (letter,) = (await claimed(box, Gate(NO_LIMITS, 0.0, Shut(), 8))).letters
    assert (await box.look(delivery)).started_at == box.clock.at
    assert letter.since == box.clock.at - CLOCK_SKEW


async def test_somebody_whose_budget_is_used_up_is_a_place_that_is_shut(box: Outbox) -> None:
    ana, channel = ANA["slack"], CHANNEL["slack"]
    await box.to_ana("a:1")
    await box.to_channel("digest:1")
    await box.to_channel("digest:2")
    no_channel = Shut(places=frozenset({("slack", channel.workspace, channel.channel)}))
    not_to_ana = Shut(places=frozenset({("slack", ana.workspace, ana.account)}))
    assert await purposes(box, Gate(NO_LIMITS, 0.0, not_to_ana, 8)) == ["digest:1", "digest:2"]
    await box.to_channel("digest:3")
    assert await purposes(box, Gate(NO_LIMITS, 0.0, no_channel, 8)) == ["a:1"]


async def test_what_does_not_fit_is_left_and_said_by_its_lane(box: Outbox) -> None:
    quick, one_by_one = Allowance(1000, 1000), Allowance(0.1, 1)
    pace = Pace({"slack": SendingLimits(quick, one_by_one, 8)})
    await box.to_channel("notice:1", outbox.NOTICE)
    await box.to_channel("notice:2", outbox.NOTICE)
    await box.to_channel("digest:1")
    taken = await claimed(box, Gate(pace, 0.0, Shut(), 8))
    assert len(taken.letters) == 1
    assert [one.lane for one in taken.left] == ["urgent", "fan-out"]
    assert (await box.states())[1:] == ["pending", "pending"]
