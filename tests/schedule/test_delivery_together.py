"""Several postmen at one outbox: every message goes out once, and only the latest attempt decides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.events import MessageRef
from bot.sandbox.faults import Fault
from bot.schedule import outbox, outcomes
from bot.schedule.letters import Attempt
from bot.store.engine import Store, open_store
from tests.schedule.outbox_rows import CHANNEL
from tests.schedule.post_office import AT_ONCE, SEND, Office, open_office

LETTERS = 24
LEASE = timedelta(seconds=30)
REF = MessageRef("slack", "T0DISTRICT", "C0TEAM", "1.000001")


@pytest.fixture
async def office(store: Store, platform: str) -> AsyncIterator[Office]:
    async with open_office(store, platform) as opened:
        yield opened


@pytest.mark.wire
async def test_postmen_of_two_processes_send_each_message_once(office: Office, migrated_url: str) -> None:
    ids = [await office.to_channel(f"digest:{number}") for number in range(LETTERS)]
    other = open_store(migrated_url)
    try:
        await asyncio.gather(office.postman().deliver_due(), office.postman(other).deliver_due())
    finally:
        await other.close()
    assert sorted(office.in_channel()) == sorted(f"digest:{number}" for number in range(LETTERS))
    assert office.requests(SEND) == LETTERS
    assert [(await office.look(one)).attempts for one in ids] == [1] * LETTERS


@pytest.mark.wire
async def test_one_postman_does_not_work_twice_at_once(office: Office) -> None:
    await office.to_channel("digest:1")
    postman = office.postman()
    assert sorted(await asyncio.gather(postman.deliver_due(), postman.deliver_due())) == [0, 1]
    assert office.in_channel() == ["digest:1"]


@pytest.mark.wire
async def test_two_that_look_up_the_same_message_do_not_send_it_twice(
    office: Office, migrated_url: str
) -> None:
    delivery = await office.to_channel("digest:1")
    await office.change(
        delivery,
        state="sending",
        started_at=office.clock.at,
        attempts=1,
        lease_until=office.clock.true,
    )
    other = open_store(migrated_url)
    try:
        await asyncio.gather(office.postman().deliver_due(), office.postman(other).deliver_due())
        await office.postman().deliver_due()
    finally:
        await other.close()
    assert office.in_channel() == ["digest:1"]
    assert (await office.look(delivery)).channel == CHANNEL[office.platform].channel


@pytest.mark.wire
async def test_what_was_claimed_is_not_claimed_again_while_its_lease_holds(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    assert [one.attempt for one in await office.claim()] == [Attempt(delivery, 1)]
    office.clock.goes_on(seconds=29)
    assert await office.claim() == []
    assert await office.lost() == []
    office.clock.goes_on(seconds=1)
    assert await office.lost() == [delivery]
    assert await office.lost() == [], "somebody looks it up already"


@pytest.mark.wire
async def test_what_an_overtaken_attempt_says_counts_only_if_it_was_sent(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    first, second = Attempt(delivery, 1), Attempt(delivery, 2)
    await office.claim()
    await office.note(outcomes.put_back(first, office.clock.at, "not found"))
    assert [one.attempt for one in await office.claim()] == [second]
    later = office.clock.at + timedelta(hours=1)
    await office.note(outcomes.put_back(first, later, "late"), outcomes.unclear(first, later, "late"))
    assert await office.tell(lambda session: outcomes.give_up(session, first, outbox.FAILED, "late")) is None
    assert (await office.look(delivery)).state == "sending"
    await office.note(outcomes.sent(first, REF, office.clock.at))
    await office.note(outcomes.put_back(second, later, "late"))
    known = await office.look(delivery)
    assert (known.state, known.trouble) == ("sent", "not found")


@pytest.mark.wire
async def test_the_first_of_two_that_say_sent_names_the_message(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    (letter,) = await office.claim()
    other = MessageRef(REF.platform, REF.workspace, REF.channel, "2.000002")
    await office.note(outcomes.sent(letter.attempt, REF, office.clock.at))
    await office.note(outcomes.sent(letter.attempt, other, office.clock.at))
    assert (await office.look(delivery)).message == REF.message


@pytest.mark.wire
async def test_nothing_is_sent_when_writing_the_claim_took_longer_than_the_lease(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    await office.postman(lease=timedelta()).deliver_due()
    untouched = await office.look(delivery)
    assert (untouched.state, untouched.trouble) == ("pending", "its turn came too late")
    assert office.in_channel() == []
    office.clock.goes_on(seconds=1)
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]


@pytest.mark.wire
async def test_a_postman_who_is_told_to_stop_finishes_what_was_begun_and_leaves_the_rest(
    office: Office,
) -> None:
    for number in range(LETTERS):
        await office.to_channel(f"digest:{number}")
    office.fails(SEND, Fault("slow", seconds=0.3), times=LETTERS)
    postman = office.postman()
    delivering = asyncio.create_task(postman.deliver_due())
    async with asyncio.timeout(20):
        while not office.requests(SEND):  # noqa: ASYNC110 - the real server tells nobody
            await asyncio.sleep(0.01)
    postman.stop()
    assert await delivering == AT_ONCE
    assert await postman.deliver_due() == 0
    assert sorted(await office.states()) == ["pending"] * (LETTERS - AT_ONCE) + ["sent"] * AT_ONCE
    assert len(office.in_channel()) == AT_ONCE
