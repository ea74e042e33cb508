"""The buttons under a digest's sections: what they show is for whoever pressed, and the digest stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.builders import add_goal, add_state
from tests.features.digest_week import FRIDAY_4PM, a_full_week, overdue, settle_in
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    def add(session: Session) -> None:
        add_goal(session, "EC1.Leaders1", 4, date(2027, 4, 30))
        add_state(session, "EC1.Leaders1", 3, date(2026, 9, 14), people=8)

    await settle_in(town, platform)
    await town.tell(add)
    await a_full_week(town, platform)
    await overdue(town, "pat", "Minutes of the board")
    await town.time.move_to(FRIDAY_4PM)
    return town.person("fay", platform)


async def test_anybody_presses_them_in_a_channel_and_the_digest_stays(fay: Somebody, town: Town) -> None:
    pat = town.person("pat", fay.platform)
    await pat.sees("1 indicator moved.", "[ See all goals ]", channel=True)
    await pat.presses("See all goals", channel=True)
    await pat.sees("Focus", "Building support for STEM", "1 level to go", channel=True)
    await pat.presses("See my tasks", channel=True)
    await pat.sees("Your task (1)", "Minutes of the board", channel=True)
    await pat.presses("Add evidence", channel=True)
    await pat.sees_in_form("What did you see?")
    await pat.sees("1 indicator moved.", channel=True)
    others = "\n".join(town.person("nora", fay.platform).messages(channel=True))
    assert "Your task" not in others
    assert "Focus\n" not in others


async def test_who_leads_gives_tasks_and_looks_after_the_seats_from_there(fay: Somebody, town: Town) -> None:
    await fay.sees("In the way", "[ Give a task ]", "[ Add somebody ]")
    await fay.presses("Give a task")
    await fay.sees_in_form("Add a task", "What is to be done?")
    await fay.presses("Add somebody")
    await fay.sees_in_form("Add to the roster")
    dina = town.person("dina", fay.platform)
    await dina.sees("In the way", "[ See who is in the team ]")
    assert "[ Give a task ]" not in "\n".join(dina.messages())
    await dina.presses("See who is in the team")
    await dina.sees("Riverbend SLT: 5 on the roster")
