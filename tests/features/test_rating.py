"""Rating an indicator, as people do it on both platforms."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.models import Rating
from tests.builders import Someone, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), ("instructional-coach",), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def test_a_rating_is_recorded_with_its_descriptor_and_can_be_undone(pat: Somebody, town: Town) -> None:
    await pat.types('/stem rate EC1.Leaders2 3 "new seats filled"')
    await pat.sees(
        "Recorded for Riverbend SLT", "EC1.Leaders2", "3 · Refining and Expanding", "new seats filled"
    )
    await pat.sees("This is your first rating of it")
    await pat.types("/stem rate EC1.Leaders2 4")
    await pat.sees("4 · Fully Implementing", "Before: 3 · Refining and Expanding (Mon 30 Nov).")
    await pat.presses("Undo")
    await pat.sees("Undone", "Your rating of Mon 30 Nov stands: 3 · Refining and Expanding.")
    rows = await town.ask(
        lambda session: [(one.level, one.undone_at is None) for one in session.scalars(select(Rating))]
    )
    assert rows == [(3, True), (4, False)]
