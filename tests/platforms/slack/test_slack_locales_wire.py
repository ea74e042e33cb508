"""In which language somebody has Slack: asked of the local workspace, as no event says it."""

from __future__ import annotations

import pytest

from bot.chat.replies import Say
from bot.sandbox.faults import Fault
from tests.platforms.slack.slack_town import Town, command, local_town, says, until

pytestmark = pytest.mark.wire

HELLO = command("hello", lambda _desk, _call: Say(says("Hello")))
ASKING = "users.info"


async def _locale_of_a_call(town: Town) -> str:
    heard = len(town.reception.calls)
    await town.types("/stem hello")
    await until(lambda: len(town.reception.calls) > heard)
    return town.reception.calls[-1].locale


async def test_each_call_says_in_which_language_its_person_has_slack() -> None:
    async with local_town(HELLO) as town:
        assert await _locale_of_a_call(town) == "en-US"


async def test_it_is_asked_once_and_then_remembered() -> None:
    async with local_town(HELLO) as town:
        await _locale_of_a_call(town)
        town.server.faults.next(ASKING, Fault("refuse", error="user_not_found"))
        assert await _locale_of_a_call(town) == "en-US"
        assert town.server.faults.waiting()


@pytest.mark.parametrize(
    "fault",
    [Fault("slow", seconds=2.0), Fault("server-error"), Fault("refuse", error="missing_scope")],
    ids=lambda fault: fault.kind,
)
async def test_a_call_goes_on_without_it_and_the_next_does_not_wait_for_it_again(fault: Fault) -> None:
    async with local_town(HELLO) as town:
        town.server.faults.next(ASKING, fault)
        assert await _locale_of_a_call(town) == ""
        assert await _locale_of_a_call(town) == ""
        assert town.server.hands.troubles(town.reception.calls[0].person.account) == ()
