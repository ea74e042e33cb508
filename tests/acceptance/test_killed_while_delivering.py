"""`kill -9` while a message goes from the outbox to the platform: it arrives once, whenever that happens."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.sandbox.faults import Fault
from bot.store.models import Delivery
from tests.acceptance.child import SENDING
from tests.acceptance.premises import POST, Premises
from tests.acceptance.team import add_team_with_check_in
from tests.town import Somebody

pytestmark = pytest.mark.acceptance


@pytest.fixture
async def pat(premises: Premises, platform: str) -> Somebody:
    await premises.store.write(lambda session: add_team_with_check_in(session, platform))
    return premises.person("pat", platform)


async def only_delivery_to(premises: Premises, somebody: Somebody) -> Delivery:
    account = somebody.account
    return await premises.ask(
        lambda session: session.scalars(select(Delivery).where(Delivery.account == account)).one()
    )


async def arrives_once(premises: Premises, somebody: Somebody, attempts: int) -> None:
    """The bot is started again, and the check-in ends up there once, known and answerable."""
    await premises.start_bot()
    await premises.until_delivered(somebody.account)
    shown = await somebody.sees("Check-in · ", "[ No change ]")
    await somebody.presses("No change")
    await somebody.sees("Recorded: no change")
    assert len(somebody.messages()) == 1
    delivery = await only_delivery_to(premises, somebody)
    assert (delivery.state, delivery.message, delivery.attempts) == ("sent", shown.id, attempts)


async def test_a_check_in_that_had_not_left_yet_is_sent(pat: Somebody, premises: Premises) -> None:
    premises.bot_shall_die(SENDING)
    await premises.start_bot()
    await premises.bot_died()
    assert (await only_delivery_to(premises, pat)).state == SENDING
    assert pat.messages() == []
    await arrives_once(premises, pat, attempts=2)


async def test_a_check_in_that_stands_there_already_is_found_and_not_sent_again(
    pat: Somebody, premises: Premises, platform: str
) -> None:
    premises.fault(platform, POST[platform], Fault("slow", seconds=1.0))
    await premises.start_bot()
    await pat.sees("Check-in · ")
    premises.kill_bot()
    await premises.bot_died()
    assert (await only_delivery_to(premises, pat)).state == SENDING
    await arrives_once(premises, pat, attempts=1)
