"""`/stem me`: open questions that can be answered there, tasks, the next meeting, own answers, own times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.builders import Someone, add_team
from tests.features.pats_evening import TUESDAY_EVENING, add_evening
from tests.town import Town

pytestmark = pytest.mark.wire

NEXT_TUESDAY = datetime(2026, 12, 8, 22, 0, tzinfo=UTC)


@pytest.fixture
def database_url(migrated_sqlite_url: str) -> str:
    """Reading is the same on either database."""
    return migrated_sqlite_url


async def test_all_that_is_mine_stands_in_one_private_message(town: Town, platform: str) -> None:
    await town.tell(lambda session: add_evening(session, platform))
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_EVENING)
    await pat.presses("Write more…")
    await pat.fills({"How has it moved?": "Stuck", "What moved?": "Only a *draft*"})
    await pat.sees("Recorded: stuck")
    await pat.types("/stem me", channel=True)
    await pat.sees("No question is open for you.", "Poster for the showcase · due Fri 11 Dec", channel=True)
    await pat.sees(
        "SLT meeting · Thu 3 Dec, 4:00 pm, library",
        "Tue 1 Dec · Shared vision and mission: stuck “Only a *draft*”",
        "[ Change times ]",
        channel=True,
    )
    assert not any("Poster" in words for words in town.person("fay", platform).messages(channel=True))
    await town.time.move_to(NEXT_TUESDAY)
    await pat.types("/stem me", channel=True)
    await pat.sees("How has it moved since?", "[ Moving ]", "Poster for the showcase", channel=True)
    await pat.presses("No change", channel=True)
    await pat.sees("Recorded. The check-in itself shows it now.", channel=True)
    await pat.sees("Recorded: no change · Tue 8 Dec")


async def test_who_has_nothing_of_their_own_is_told_what_there_would_be(town: Town, platform: str) -> None:
    await town.tell(lambda session: add_team(session, (Someone("nora", (platform,), permission="observer"),)))
    nora = town.person("nora", platform)
    await nora.types("/stem me")
    await nora.sees("No question is open for you.", "Your times")
