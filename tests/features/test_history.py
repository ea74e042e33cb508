"""The past of an indicator, as somebody looks it up on either platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Team
from tests.builders import TEAM, Someone, add_goal, add_rating, add_state, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

LEADERS = ("pat", "cora", "theo", "dina", "finn")
STUDENTS = ("sam", "stella", "liv", "nora")
EVERYWHERE = ("slack", "discord")
SUMMER, AUTUMN = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", EVERYWHERE, permission="facilitator"),
        *(Someone(name, EVERYWHERE, ("building-administration",)) for name in LEADERS),
        *(Someone(name, EVERYWHERE, ("student-leader",), adviser="fay") for name in STUDENTS),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


def rated(session: Session, when: datetime, names: Sequence[str], levels: Sequence[int]) -> None:
    for name, level in zip(names, levels, strict=True):
        add_rating(session, name, "EC1.Leaders2", level).given_at = when


async def look(someone: Somebody) -> str:
    await someone.types("/stem history EC1.Leaders2")
    return str(await someone.sees("How it has gone · Building the STEM Leadership Team (EC1.Leaders2)"))


async def test_agreed_states_the_goal_and_the_quarters_stand_together(pat: Somebody, town: Town) -> None:
    def happened(session: Session) -> None:
        add_state(session, "EC1.Leaders2", 2, date(2026, 9, 14), people=6)
        add_state(session, "EC1.Leaders2", 3, date(2026, 11, 20), people=5)
        add_goal(session, "EC1.Leaders2", 4, date(2027, 5, 28))
        rated(session, SUMMER, LEADERS, (1, 2, 2, 2, 3))
        rated(session, AUTUMN, LEADERS, (4, 3, 3, 3, 3))

    await town.tell(happened)
    await pat.types("/stem history EC1.Leaders2")
    await pat.sees(
        "Fri 20 Nov: 3 · Refining and Expanding, 5 votes\nMon 14 Sep: 2 · Progressing, 6 votes",
        "Goal: 4 by Fri 28 May.",
        "Jul–Sep 2026: median 2 of 5 ratings (1: 1, 2: 3, 3: 1)",
        "Oct–Dec 2026: median 3 of 5 ratings (3: 4, 4: 1)",
        "Since the quarter before: median 2 → 3. For the 5 who rated both times: median 2 → 3.",
        "You said 4; the team agreed on 3.",
    )


async def test_a_change_of_raters_is_not_called_a_move_of_the_same(pat: Somebody, town: Town) -> None:
    await town.tell(lambda session: rated(session, SUMMER, LEADERS, (2, 2, 2, 2, 2)))
    others = ("pat", *STUDENTS)
    await town.tell(lambda session: rated(session, AUTUMN, others, (3, 4, 4, 4, 4)))
    shown = await look(pat)
    assert "Too few people rated both times" in shown
    assert "For the 1 who" not in shown


async def test_fewer_than_five_are_counted_and_not_shown(pat: Somebody, town: Town) -> None:
    await town.tell(lambda session: rated(session, AUTUMN, LEADERS[:3], (1, 5, 5)))
    shown = await look(pat)
    assert "Oct–Dec 2026: 3 ratings, not shown" in shown
    assert "median" not in shown


async def test_an_audience_that_could_be_subtracted_is_left_out(pat: Somebody, town: Town) -> None:
    await town.tell(
        lambda session: rated(session, AUTUMN, (*LEADERS, *STUDENTS), (4, 4, 4, 4, 4, 2, 2, 2, 2))
    )
    assert "By audience" not in await look(pat)


async def test_audiences_that_are_large_enough_stand_side_by_side(pat: Somebody, town: Town) -> None:
    def lower_the_floor(session: Session) -> None:
        session.get_one(Team, TEAM).settings = {"group_floor": 4}
        rated(session, AUTUMN, (*LEADERS, *STUDENTS), (4, 4, 4, 4, 4, 2, 2, 2, 2))

    await town.tell(lower_the_floor)
    assert "Leaders see 4 (5), Students see 2 (4)" in await look(pat)


async def test_an_indicator_that_nobody_spoke_about(pat: Somebody) -> None:
    shown = await look(pat)
    assert "Your team has not agreed on it yet." in shown
    assert "No ratings so far." in shown
    await pat.types("/stem history EC9.Leaders2")
    await pat.sees("There is no indicator EC9.Leaders2.", "Try: /stem history EC")


async def test_without_an_indicator_it_asks_which(town: Town) -> None:
    await town.tell(lambda session: add_team(session, (Someone("pat", ("slack",)),)))
    pat = town.person("pat", "slack")
    await pat.types("/stem history")
    await pat.sees("Which indicator is it about?", "Try: /stem history EC1.Leaders1")
