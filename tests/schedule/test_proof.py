"""A press on a message proves that it was delivered, whatever the outbox thought of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.events import ActionCall, Call, CommandCall, MessageRef
from bot.schedule import outcomes, proof
from bot.schedule.letters import Attempt
from bot.store.engine import Store
from tests.schedule.outbox_rows import ANA, CHANNEL, Outbox
from tests.schedule.set_clock import SetClock

REF = MessageRef("slack", "T0DISTRICT", CHANNEL["slack"].channel, "17.01")
UNSETTLED = ["sending", "ambiguous", "parked", "pending"]


@pytest.fixture
async def box(store: Store) -> Outbox:
    written = Outbox(store, SetClock())
    await written.set_up()
    return written


async def digest(box: Outbox, state: str, attempts: int = 1, purpose: str = "digest:1") -> int:
    """A delivery that a process left in that state."""
    delivery = await box.to_channel(purpose)
    lease = box.clock.true + timedelta(seconds=30)
    await box.change(delivery, state=state, attempts=attempts, lease_until=lease, started_at=box.clock.at)
    return delivery


async def press(box: Outbox, delivery: int) -> ActionCall:
    """Ana pressed a button of the message that carries its key."""
    key = (await box.look(delivery)).key
    return ActionCall("slack:1", ANA["slack"], CHANNEL["slack"], "moved", "7", REF, delivery=key)


async def pressed(box: Outbox, delivery: int) -> None:
    await happened(box, await press(box, delivery))


async def happened(box: Outbox, call: Call) -> None:
    await box.tell(lambda session: proof.accept(session, call, box.clock.at))


@pytest.mark.parametrize("state", UNSETTLED)
async def test_what_was_unsettled_is_sent_and_nobody_looks_or_sends_again(box: Outbox, state: str) -> None:
    delivery = await digest(box, state)
    await pressed(box, delivery)
    known = await box.look(delivery)
    assert (known.state, known.channel, known.message) == ("sent", REF.channel, REF.message)
    assert (known.sent_at, known.lease_until, known.attempts) == (box.clock.at, None, 1)
    box.clock.goes_on(minutes=5)
    assert await box.lost() == []
    assert await box.claim() == []


@pytest.mark.parametrize("state", UNSETTLED)
async def test_where_only_reading_was_asked_for_it_is_sent_as_well(box: Outbox, state: str) -> None:
    delivery = await digest(box, state)
    await proof.accept_apart(box.store, await press(box, delivery), box.clock.at)
    assert (await box.look(delivery)).state == "sent"


async def test_the_sender_that_still_waits_for_its_answer_changes_nothing_any_more(box: Outbox) -> None:
    delivery = await digest(box, "sending")
    await pressed(box, delivery)
    attempt, later = Attempt(delivery, 1), box.clock.at + timedelta(minutes=1)
    await box.note(outcomes.unclear(attempt, later, "no answer"))
    await box.note(outcomes.put_back(attempt, later, "not found"))
    await box.tell(lambda session: outcomes.give_up(session, attempt, "parked", "no right"))
    other = MessageRef("slack", "T0DISTRICT", "C0OTHER", "18.02")
    await box.note(outcomes.sent(attempt, other, later))
    known = await box.look(delivery)
    assert (known.state, known.message, known.sent_at) == ("sent", REF.message, box.clock.at)


async def test_what_was_known_to_be_sent_keeps_its_time_and_place(box: Outbox) -> None:
    delivery = await digest(box, "sent")
    await box.change(delivery, message="16.00", sent_at=box.clock.at)
    box.clock.goes_on(hours=1)
    await pressed(box, delivery)
    await proof.accept_apart(box.store, await press(box, delivery), box.clock.at)
    known = await box.look(delivery)
    assert (known.message, known.sent_at) == ("16.00", box.clock.at - timedelta(hours=1))


async def test_what_was_never_begun_is_still_sent(box: Outbox) -> None:
    delivery = await digest(box, "pending", attempts=0)
    await pressed(box, delivery)
    assert (await box.look(delivery)).state == "pending"


@pytest.mark.parametrize("which", [0, 1])
async def test_a_press_says_nothing_of_another_message(box: Outbox, which: int) -> None:
    both = [await digest(box, "sending", purpose=f"digest:{each}") for each in range(2)]
    await pressed(box, both[which])
    assert (await box.look(both[which])).state == "sent"
    assert (await box.look(both[1 - which])).state == "sending"


async def test_a_press_elsewhere_and_a_command_prove_nothing(box: Outbox) -> None:
    await digest(box, "sending")
    elsewhere = ActionCall("slack:1", ANA["slack"], CHANNEL["slack"], "moved", "7", REF)
    typed = CommandCall("slack:2", ANA["slack"], CHANNEL["slack"], "status")
    for call in (elsewhere, typed):
        await happened(box, call)
        await proof.accept_apart(box.store, call, box.clock.at)
    assert await box.states() == ["sending"]
