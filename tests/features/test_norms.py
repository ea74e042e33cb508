"""The norms: all of them with what each looks and sounds like, today's first."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from rubric.load import load_library
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

NORMS = load_library().norms


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (Someone("pat", (platform,), ("building-administration",)),)
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


def meet_today(session: Session) -> None:
    add_schedule(session, "meeting", "weekly on Mon", time(15))


async def test_all_norms_are_shown_with_what_each_looks_and_sounds_like(pat: Somebody) -> None:
    await pat.types("/stem norms")
    await pat.sees("Seven collaborative norms", "Next in turn: Pausing")
    words = "\n".join(pat.messages())
    for norm in NORMS:
        assert [each for each in norm.looks_like if each not in words] == []
        assert [each for each in norm.sounds_like if f"“{each}”" not in words] == []
        assert words.count(norm.means) == 1


async def test_the_norm_of_todays_meeting_comes_first_and_tomorrow_the_next_is_in_turn(
    pat: Somebody, town: Town
) -> None:
    await town.tell(meet_today)
    await town.time.move_to(town.clock.now() + timedelta(hours=5))
    await pat.sees("Norm for today: Pausing", channel=True)
    await pat.types("/stem norms")
    await pat.sees("Today's norm: Pausing")
    await town.time.move_to(town.clock.now() + timedelta(days=1))
    await pat.types("/stem norms")
    await pat.sees("Next in turn: Paraphrasing")


async def test_nobody_outside_the_roster_sees_them(pat: Somebody, town: Town) -> None:
    nora = town.person("nora", pat.platform)
    await nora.types("/stem norms")
    await nora.sees("You are not on a team's roster yet")
