"""A message that was delivered becomes another card: made again until it is, and never a second message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.sandbox.faults import Fault
from bot.schedule import outbox
from bot.store.engine import Store
from bot.store.models import Delivery
from tests.schedule.outbox_rows import TEAM, hello_card
from tests.schedule.post_office import EDIT, HISTORY, Office, open_office

pytestmark = pytest.mark.wire

MESSAGE_GONE = {"slack": "message_not_found", "discord": "10008"}


@pytest.fixture
async def office(store: Store, platform: str) -> AsyncIterator[Office]:
    async with open_office(store, platform) as opened:
        yield opened


async def edit(office: Office, delivery_id: int | None) -> None:
    now = office.clock.at
    message = outbox.Message(
        "edit:1", outbox.EDIT, hello_card("afterwards"), TEAM, now, now + timedelta(days=1)
    )

    def write(session: Session) -> None:
        outbox.edit(session, session.get_one(Delivery, delivery_id), message, now)

    await office.store.write(write)


async def test_the_message_itself_shows_the_new_card(office: Office) -> None:
    delivery = await office.to_ana("prompt:1")
    await office.postman().deliver_due()
    await edit(office, delivery)
    assert await office.postman().deliver_due() == 1
    assert await office.postman().deliver_due() == 0
    assert office.in_direct() == ["afterwards"]


async def test_what_was_not_delivered_is_left_as_it_is(office: Office) -> None:
    delivery = await office.to_ana("prompt:1")
    await edit(office, delivery)
    await office.postman().deliver_due()
    assert office.in_direct() == ["prompt:1"]


@pytest.mark.parametrize("fault", [Fault("lose-the-answer"), Fault("server-error", status=503)])
async def test_an_edit_whose_answer_was_lost_is_made_again(office: Office, fault: Fault) -> None:
    delivery = await office.to_ana("prompt:1")
    await office.postman().deliver_due()
    await edit(office, delivery)
    office.fails(EDIT, fault)
    await office.postman().deliver_due()
    office.clock.goes_on(seconds=5)
    await office.postman().deliver_due()
    assert office.in_direct() == ["afterwards"]
    assert office.requests(HISTORY) == 0, "looked for a message that nobody sent"
    assert await office.failures() == []


async def test_an_edit_of_a_message_that_is_gone_bothers_nobody(office: Office) -> None:
    delivery = await office.to_ana("prompt:1")
    await office.postman().deliver_due()
    await edit(office, delivery)
    office.fails(EDIT, Fault("refuse", error=MESSAGE_GONE[office.platform]))
    await office.postman().deliver_due()
    office.clock.goes_on(minutes=5)
    assert await office.postman().deliver_due() == 0
    assert await office.failures() == []
