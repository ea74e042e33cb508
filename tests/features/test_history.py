"""The past of an indicator, as somebody looks it up on either platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Team
from tests.builders import TEAM, Someone, add_goal, add_rating, add_schedule, add_state, add_team
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


def rated_in_window(session: Session, closes: datetime, names: Sequence[str], levels: Sequence[int]) -> None:
    """Rated in a window of three days, which closes then."""
    slot = f"check-in-{closes:%m%d}"
    schedule = add_schedule(
        session, "check-in", "quarterly on the first Saturday", time(15), {"asks": "rating"}, slot=slot
    )
    opened = closes - timedelta(days=3)
    window = Occurrence(
        team_id=TEAM,
        schedule_id=schedule.id,
        day=opened.date(),
        slot=slot,
        due_at=opened,
        closes_at=closes,
        state="done",
    )
    session.add(window)
    session.flush()
    for name, level in zip(names, levels, strict=True):
        rating = add_rating(session, name, "EC1.Leaders2", level)
        rating.given_at, rating.occurrence_id = opened + timedelta(days=1), window.id


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
        "Since Jul–Sep 2026: median 2 → 3. For the 5 who rated both times: median 2 → 3.",
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
    assert "By audience, Oct–Dec 2026: Leaders see 4 (5), Students see 2 (4)" in await look(pat)


async def test_a_window_stands_for_its_quarter_and_is_compared_with_what_was_before(
    pat: Somebody, town: Town
) -> None:
    def happened(session: Session) -> None:
        rated(session, SUMMER, LEADERS, (1, 2, 2, 2, 3))
        rated(session, AUTUMN - timedelta(days=20), LEADERS[:1], (5,))
        rated_in_window(session, AUTUMN, LEADERS, (3, 3, 4, 3, 3))

    await town.tell(happened)
    shown = await look(pat)
    assert "Jul–Sep 2026: median 2 of 5 ratings (1: 1, 2: 3, 3: 1)" in shown
    assert "Window of 29 Oct 2026: median 3 of 5 ratings (3: 4, 4: 1)" in shown
    assert "Since Jul–Sep 2026: median 2 → 3. For the 5 who rated both times" in shown
    assert "Oct–Dec" not in shown


async def test_a_window_with_few_counts_in_its_quarter_with_what_was_given_beside_it(
    pat: Somebody, town: Town
) -> None:
    def happened(session: Session) -> None:
        rated_in_window(session, AUTUMN, LEADERS[:2], (3, 4))
        rated(session, AUTUMN + timedelta(days=5), LEADERS[1:], (3, 2, 2, 2))

    await town.tell(happened)
    shown = await look(pat)
    assert "Oct–Dec 2026: median 2 of 5 ratings (2: 3, 3: 2)" in shown
    assert "indow of" not in shown


async def test_an_open_window_is_counted_and_shows_no_levels_yet(pat: Somebody, town: Town) -> None:
    def happened(session: Session) -> None:
        rated(session, SUMMER, LEADERS, (2, 2, 2, 2, 2))
        rated_in_window(session, datetime(2026, 12, 2, tzinfo=UTC), LEADERS, (5, 5, 5, 4, 5))
        add_state(session, "EC1.Leaders2", 2, date(2026, 9, 14), people=6)

    await town.tell(happened)
    shown = await look(pat)
    assert "Window of 29 Nov 2026: 5 ratings so far; levels are shown once it has closed" in shown
    assert "median 5" not in shown
    assert "Since" not in shown
    assert "You said 5; the team agreed on 2." in shown


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
