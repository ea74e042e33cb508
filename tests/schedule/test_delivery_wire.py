"""The postman on both databases and both platforms: whatever goes wrong, a message stands there once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.sandbox.faults import Fault
from bot.store.engine import Store
from tests.schedule.outbox_rows import ANA, CHANNEL, hello_card
from tests.schedule.post_office import HISTORY, SEND, Office, open_office

pytestmark = pytest.mark.wire

# The platforms' own words for "you may not" and "this can never be".
FORBIDDEN = {"slack": "missing_scope", "discord": "50013"}
GONE = {"slack": "channel_not_found", "discord": "10003"}
NO_DIRECT_MESSAGES = {"slack": "cannot_dm_bot", "discord": "50007"}
NOT_A_MEMBER = {"slack": "not_in_channel", "discord": "50001"}


@pytest.fixture
async def office(store: Store, platform: str) -> AsyncIterator[Office]:
    async with open_office(store, platform) as opened:
        yield opened


async def test_what_is_due_is_sent_once_and_its_place_is_remembered(office: Office) -> None:
    private, public = await office.to_ana("prompt:1"), await office.to_channel("digest:1")
    assert await office.postman().deliver_due() == 2
    assert await office.postman().deliver_due() == 0
    assert (office.in_direct(), office.in_channel()) == (["prompt:1"], ["digest:1"])
    in_direct, in_channel = await office.look(private), await office.look(public)
    assert in_direct.state == in_channel.state == "sent"
    assert in_channel.channel == CHANNEL[office.platform].channel
    found = await office.messenger.find(ANA[office.platform], in_direct.key, office.clock.at)
    assert found is not None
    assert (found.channel, found.message) == (in_direct.channel, in_direct.message)
    assert in_direct.sent_at == office.clock.at


async def test_a_message_of_tomorrow_waits_for_tomorrow(office: Office) -> None:
    await office.to_channel("digest:1", not_before=office.clock.at + timedelta(days=1))
    assert await office.postman().deliver_due() == 0
    office.clock.goes_on(days=1)
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]


async def test_a_rate_limit_is_waited_out_to_the_second(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("rate-limited", seconds=17))
    await office.postman().deliver_due()
    limited = await office.look(delivery)
    assert limited.state == "pending"
    assert limited.not_before == office.clock.at + timedelta(seconds=17)
    office.clock.goes_on(seconds=16)
    await office.postman().deliver_due()
    assert office.in_channel() == []
    office.clock.goes_on(seconds=1)
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]


async def test_while_the_platform_is_gone_a_message_waits_and_is_sent_when_it_is_back(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    assert office.town is not None
    server = office.town.server
    port = int(server.address.rpartition(":")[2])
    await server.stop()
    for _ in range(3):
        await office.postman().deliver_due()
        office.clock.goes_on(minutes=1)
    waiting = await office.look(delivery)
    assert (waiting.state, waiting.attempts) == ("pending", 3)
    await server.start(port=port)
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]
    assert (await office.look(delivery)).state == "sent"


async def test_a_message_whose_answer_was_lost_is_found_and_not_sent_again(office: Office) -> None:
    delivery = await office.to_ana("prompt:1")
    office.fails(SEND, Fault("lose-the-answer"))
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "ambiguous"
    await office.postman().deliver_due()
    assert office.requests(HISTORY) == 0, "looked for before the message could have settled"
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    found = await office.look(delivery)
    assert found.state == "sent"
    assert found.message
    assert office.in_direct() == ["prompt:1"]
    assert office.requests(SEND) == 1


async def test_a_message_that_is_not_in_the_history_is_sent_again_once(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("server-error", status=503))
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "ambiguous"
    assert office.in_channel() == []
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]
    assert (await office.look(delivery)).attempts == 2


async def test_a_lookup_that_fails_is_tried_again_and_nothing_is_sent_meanwhile(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("lose-the-answer"))
    await office.postman().deliver_due()
    office.fails(HISTORY, Fault("rate-limited", seconds=40))
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    office.clock.goes_on(seconds=30)
    await office.postman().deliver_due()
    assert office.requests(HISTORY) == 1, "asked again within the 40 seconds"
    assert (await office.look(delivery)).state == "ambiguous"
    office.clock.goes_on(seconds=10)
    office.fails(HISTORY, Fault("server-error", status=503))
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "ambiguous"
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "sent"
    assert office.in_channel() == ["digest:1"]


@pytest.mark.parametrize("refusal", [FORBIDDEN, NOT_A_MEMBER])
async def test_where_the_history_may_not_be_read_a_message_is_parked_and_somebody_asked(
    office: Office, refusal: dict[str, str]
) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("server-error", status=503))
    office.fails(HISTORY, Fault("refuse", error=refusal[office.platform]))
    await office.postman().deliver_due()
    for _ in range(3):
        office.clock.goes_on(minutes=1)
        await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "parked"
    assert office.in_channel() == []
    assert await office.failures() == [("digest:1", "parked")]


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (GONE, "place-gone"),
        (NO_DIRECT_MESSAGES, "no-direct-messages"),
        (NOT_A_MEMBER, "not-in-place"),
        (FORBIDDEN, "no-permission"),
    ],
)
async def test_a_refusal_for_good_is_told_once_and_not_tried_again(
    office: Office, refusal: dict[str, str], reason: str
) -> None:
    write = office.to_ana if refusal is NO_DIRECT_MESSAGES else office.to_channel
    delivery = await write("prompt:1")
    office.fails(SEND, Fault("refuse", error=refusal[office.platform]))
    for _ in range(3):
        await office.postman().deliver_due()
        office.clock.goes_on(minutes=1)
    failed = await office.look(delivery)
    assert failed.state == "failed"
    assert failed.trouble.startswith(reason)
    assert await office.failures() == [("prompt:1", reason)]
    assert office.requests(SEND) == 1


async def test_where_the_place_went_away_before_the_lookup_nobody_knows_and_somebody_is_told(
    office: Office,
) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("server-error", status=503))
    office.fails(HISTORY, Fault("refuse", error=GONE[office.platform]))
    await office.postman().deliver_due()
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "parked"
    assert await office.failures() == [("digest:1", "place-gone")]


@pytest.mark.parametrize("stands_there", [True, False])
async def test_after_a_crash_while_sending_the_history_decides(office: Office, stands_there: bool) -> None:
    delivery = await office.to_channel("digest:1")
    if stands_there:
        key = (await office.look(delivery)).key
        await office.messenger.send(CHANNEL[office.platform], hello_card("digest:1"), key)
    lease = office.clock.true + timedelta(seconds=30)
    await office.change(delivery, state="sending", started_at=office.clock.at, attempts=1, lease_until=lease)
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "sending", "another process may still be at it"
    office.clock.goes_on(seconds=30)
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "sent"
    assert office.in_channel() == ["digest:1"]
    assert office.requests(SEND) == 1


async def test_what_was_lost_until_its_window_closed_is_not_sent_late(office: Office) -> None:
    delivery = await office.to_channel("digest:1", expires_at=office.clock.at + timedelta(minutes=1))
    office.fails(SEND, Fault("server-error", status=503))
    await office.postman().deliver_due()
    office.clock.goes_on(minutes=2)
    await office.postman().deliver_due()
    assert (await office.look(delivery)).state == "expired"
    assert office.in_channel() == []


async def test_an_answer_that_takes_longer_than_the_lease_is_given_up_and_looked_up(office: Office) -> None:
    delivery = await office.to_channel("digest:1")
    office.fails(SEND, Fault("slow", seconds=1.5))
    postman = office.postman(lease=timedelta(seconds=1))
    await postman.deliver_due()
    slow = await office.look(delivery)
    assert (slow.state, slow.trouble) == ("ambiguous", "no answer within the lease")
    office.clock.goes_on(seconds=5)
    await postman.deliver_due()
    assert (await office.look(delivery)).state == "sent"
    assert office.in_channel() == ["digest:1"]


async def test_a_letter_that_cannot_be_read_waits_for_a_newer_program_and_holds_nobody_up(
    office: Office,
) -> None:
    broken, whole = await office.to_channel("broken:1"), await office.to_channel("digest:1")
    await office.change(broken, card={"version": 99, "parts": []})
    postman = office.postman()
    await postman.deliver_due()
    assert office.in_channel() == ["digest:1"]
    assert (await office.look(whole)).state == "sent"
    unread = await office.look(broken)
    assert (unread.state, unread.not_before) == ("pending", office.clock.at + timedelta(minutes=1))
    assert "99" in unread.trouble
    later = await office.to_channel("digest:2")
    await postman.deliver_due()
    assert (await office.look(later)).state == "sent"


async def test_a_letter_to_a_platform_that_is_not_connected_waits(office: Office) -> None:
    stranded = await office.to_channel("stranded:1")
    await office.change(stranded, platform="carrier-pigeon")
    await office.to_channel("digest:1")
    await office.postman().deliver_due()
    assert office.in_channel() == ["digest:1"]
    waiting = await office.look(stranded)
    assert (waiting.state, waiting.trouble) == ("pending", "carrier-pigeon is not connected")
    assert waiting.not_before == office.clock.at + timedelta(minutes=1)
