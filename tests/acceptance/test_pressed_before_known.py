"""`kill -9` after the platform stored a message: a button on it is pressed before the bot looks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.sandbox.faults import Fault
from bot.store.models import Delivery
from tests.acceptance.child import SENDING
from tests.acceptance.premises import HISTORY, POST, Premises
from tests.acceptance.team import add_team_with_check_in
from tests.town import Somebody

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.acceptance


@pytest.fixture
async def pat(premises: Premises, platform: str) -> Somebody:
    """Pat sees a check-in; the bot that sent it is dead, and the one that is there now does not know."""
    await premises.store.write(lambda session: add_team_with_check_in(session, platform))
    asked = premises.person("pat", platform)
    premises.fault(platform, POST[platform], Fault("slow", seconds=1.0))
    await premises.start_bot()
    await asked.sees("Check-in · ")
    premises.kill_bot()
    await premises.bot_died()
    await premises.store.write(lambda session: keep_from_being_looked_up(session, asked.account))
    await premises.start_bot()
    return asked


def delivery_to(session: Session, account: str) -> Delivery:
    return session.scalars(select(Delivery).where(Delivery.account == account)).one()


def keep_from_being_looked_up(session: Session, account: str) -> None:
    """For as long as the lease of the dead bot runs, another one leaves its delivery alone."""
    delivery = delivery_to(session, account)
    assert delivery.state == SENDING
    assert delivery.lease_until is not None
    delivery.lease_until += timedelta(hours=1)


async def is_known_and_stands_there_once(premises: Premises, somebody: Somebody) -> None:
    delivery = await premises.ask(lambda session: delivery_to(session, somebody.account))
    (shown,) = somebody.hands.messages(somebody.account, somebody.direct)
    assert (delivery.state, delivery.channel, delivery.message) == ("sent", somebody.direct, shown.id)
    assert (delivery.attempts, delivery.lease_until) == (1, None)
    assert premises.asked(somebody.platform, POST[somebody.platform]) == 1
    assert premises.asked(somebody.platform, HISTORY[somebody.platform]) == 0


async def test_the_tap_that_answers_a_check_in_proves_that_it_arrived(
    pat: Somebody, premises: Premises
) -> None:
    await pat.presses("No change")
    await pat.sees("Recorded: no change")
    await is_known_and_stands_there_once(premises, pat)


async def test_opening_its_form_proves_it_as_well_though_nothing_is_written(
    pat: Somebody, premises: Premises
) -> None:
    await pat.presses("Write more…")
    await pat.sees_in_form("What moved?")
    await is_known_and_stands_there_once(premises, pat)
    await pat.fills({"How has it moved?": "Moving", "What moved?": "Two engineers agreed"})
    await pat.sees("Recorded: moving", "Two engineers agreed")
    await is_known_and_stands_there_once(premises, pat)
