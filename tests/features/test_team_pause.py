"""A pause for the whole team, as a facilitator makes it and everybody meets it."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.store.models import Change, Delivery, Occurrence
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

DUE = datetime(2026, 12, 1, 20, tzinfo=UTC)
TWO_WEEKS_LATER = datetime(2026, 12, 16, 14, tzinfo=UTC)
NEXT_DUE = datetime(2026, 12, 22, 20, tzinfo=UTC)
WORDS = "I pause for Riverbend SLT: no check-ins"


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
    return town.person("fay", platform)


async def test_nothing_is_sent_in_a_pause_and_nothing_is_caught_up_after_it(
    fay: Somebody, town: Town, platform: str
) -> None:
    pat = town.person("pat", platform)
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told. To go on: /stem team resume")
    await pat.sees(WORDS, channel=True)
    await town.time.move_to(TWO_WEEKS_LATER)
    await fay.types("/stem team resume")
    await fay.sees("Resumed, and the team's channels are told.")
    await pat.sees("The pause of Riverbend SLT is over", channel=True)
    await town.app.settle()
    assert pat.messages() == []
    await town.time.move_to(NEXT_DUE)
    await pat.sees("Check-in ·")
    days = await town.ask(lambda session: [str(one.day) for one in session.scalars(select(Occurrence))])
    assert days == ["2026-12-22"]


async def test_the_teams_channel_in_the_other_chat_is_told_too(
    fay: Somebody, town: Town, platform: str
) -> None:
    elsewhere = town.person("pat", "discord" if platform == "slack" else "slack")
    await fay.types("/stem team pause")
    await elsewhere.sees(WORDS, channel=True)


async def test_what_was_written_before_the_pause_and_fell_due_in_it_is_not_sent_after_it(
    town: Town, platform: str
) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("liv", (platform,), ("ecosystem-liaison",), zone="America/Los_Angeles"),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
    fay, liv = town.person("fay", platform), town.person("liv", platform)
    await town.time.move_to(DUE)
    await town.person("pat", platform).sees("Check-in ·")
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told.")
    await town.time.move_to(datetime(2026, 12, 1, 23, 5, tzinfo=UTC))
    await fay.types("/stem team resume")
    await fay.sees("Resumed, and the team's channels are told.")
    await town.app.settle()
    assert liv.messages() == []
    states = await town.ask(
        lambda session: session.scalars(select(Delivery.state).where(Delivery.kind == "prompt")).all()
    )
    assert sorted(states) == ["cancelled", "sent"]


async def test_pausing_and_resuming_twice_changes_nothing(fay: Somebody, town: Town) -> None:
    await fay.types("/stem team resume")
    await fay.sees("Riverbend SLT is not paused. To pause it: /stem team pause")
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told.")
    await fay.types("/stem team pause")
    await fay.sees("Riverbend SLT has been paused since Mon 30 Nov, 9:00 am. To go on: /stem team resume")
    told = await town.ask(lambda session: session.scalars(select(Change.what)).all())
    assert told == ["paused"]


async def test_only_a_facilitator_pauses_the_team(fay: Somebody, town: Town, platform: str) -> None:
    pat = town.person("pat", platform)
    await pat.types("/stem team pause")
    await pat.sees("Only a facilitator of Riverbend SLT can do this. Please ask Fay.")
    assert fay.messages(channel=True) == []
