"""The hello, later: what somebody reads who asks for it again with `/stem hello`."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy.orm import Session

from tests.builders import Someone, add_schedule, add_team
from tests.town import Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("nora", (platform,), permission="observer"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"per_person": 2})

    await town.tell(add)


@pytest.mark.usefixtures("team")
async def test_it_says_what_comes_who_sees_it_and_what_was_said_before(town: Town, platform: str) -> None:
    pat = town.person("pat", platform)
    await pat.types("/stem hello")
    await pat.sees(
        "Every Tuesday at 3:00 pm I ask how 2 of your indicators are moving; one tap each is enough.",
        "Only your facilitator (Fay) sees your name with an answer.",
        "You said yes on Tue 1 Sep. To stop, press “Not for me”.",
    )
    await pat.presses("Not for me")
    await pat.sees("Understood: I send you nothing.")
    await pat.types("/stem hello")
    await pat.sees("You said no on Mon 30 Nov, so I send you nothing.")


@pytest.mark.usefixtures("team")
async def test_whoever_is_asked_nothing_is_not_told_who_sees_answers(town: Town, platform: str) -> None:
    fay, nora = town.person("fay", platform), town.person("nora", platform)
    await fay.types("/stem hello")
    shown = await fay.sees("You run this team, so I write to you when something in it needs you.")
    assert "sees your name" not in str(shown)
    await nora.types("/stem hello")
    await nora.sees("You hold no role with indicators, so I ask you nothing.")
