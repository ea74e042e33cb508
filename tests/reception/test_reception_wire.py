"""Real clicks that come together, on both platforms and both databases: a prompt has one answer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sandbox.discord.server import DiscordServer
from bot.store.models import Answer
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire
TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15))

    await town.tell(add)
    await town.time.move_to(TUESDAY_3PM)
    asked = town.person("pat", platform)
    await asked.sees("Check-in · ")
    return asked


async def answers(town: Town) -> list[str]:
    return await town.ask(lambda session: list(session.scalars(select(Answer.movement).order_by(Answer.id))))


async def test_an_impatient_person_answers_once(pat: Somebody, town: Town) -> None:
    await asyncio.gather(*(pat.presses("Moving") for _ in range(4)))
    await pat.sees("Recorded: moving")
    assert await answers(town) == ["moving"]


async def test_of_two_answers_at_once_the_later_counts_and_is_shown(pat: Somebody, town: Town) -> None:
    await asyncio.gather(pat.presses("Moving"), pat.presses("Stuck"))
    shown = {"moving": "Recorded: moving", "stuck": "Recorded: stuck"}
    given = await answers(town)
    assert sorted(given) == ["moving", "stuck"]
    await pat.sees(shown[given[-1]])
    assert len(pat.messages()) == 1


@pytest.mark.parametrize("platform", ["discord"])
async def test_an_interaction_that_discord_repeats_changes_nothing(
    pat: Somebody, town: Town, platform: str
) -> None:
    await pat.presses("Moving")
    await pat.sees("Recorded: moving")
    discord = town.hands[platform]
    assert isinstance(discord, DiscordServer)
    await discord.repeat_interaction()
    await pat.types("/stem status")
    await pat.sees("EC1.Leaders1")
    assert await answers(town) == ["moving"]
