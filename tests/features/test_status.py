"""Where the team stands: agreed states, ratings so far where there are enough, goals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Publication, Team
from tests.builders import TEAM, Someone, add_goal, add_rating, add_state, add_team
from tests.town import MONDAY_MORNING, Somebody, Town

pytestmark = pytest.mark.wire

PEOPLE = ("pat", "cora", "theo", "sam", "stella", "liv")


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = tuple(Someone(name, (platform,), ("building-administration",)) for name in PEOPLE)
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def rate(town: Town, indicator: str, levels: list[int | str]) -> None:
    def give(session: Session) -> None:
        for name, level in zip(PEOPLE, levels, strict=False):
            add_rating(session, name, indicator, level)

    await town.tell(give)


async def test_a_fresh_team_sees_every_indicator_by_outcome(pat: Somebody) -> None:
    await pat.types("/stem status")
    shown = await pat.sees("Riverbend SLT: agreed on 0 of 16 indicators.")
    words = "\n".join(pat.messages())
    assert words.count("Not yet agreed, no ratings so far: ") == 3
    assert words.count("(EC") == 16
    assert words.index("EC1 · ") < words.index("(EC1.StrategicAlliances1)") < words.index("EC2 · ")
    assert "`" not in words
    assert shown is not None


async def test_an_agreed_state_is_shown_with_its_day_its_people_and_the_way_to_the_goal(
    pat: Somebody, town: Town
) -> None:
    def add(session: Session) -> None:
        add_state(session, "EC1.Leaders1", 2, date(2026, 3, 2), people=4)
        add_state(session, "EC1.Leaders1", 3, date(2026, 9, 14), people=9)
        add_goal(session, "EC1.Leaders1", 5, date(2027, 4, 30))
        add_state(session, "EC1.Leaders2", 4, date(2026, 9, 14), people=1)
        add_goal(session, "EC1.Leaders2", 4, date(2027, 4, 30))
        add_goal(session, "EC1.Leaders3", 2, date(2027, 4, 30))

    await town.tell(add)
    await pat.types("/stem status")
    await pat.sees(
        "2 of 16 indicators",
        "3 · Refining and Expanding, agreed on Mon 14 Sep by 9 people.",
        "Goal: 5 by Fri 30 Apr, 2 levels to go.",
        "4 · Fully Implementing, agreed on Mon 14 Sep by 1 person. Goal: 4 by Fri 30 Apr, reached.",
        "Not yet agreed. No ratings so far. Goal: 2 by Fri 30 Apr.",
    )


async def test_ratings_are_shown_from_five_on_and_not_before(pat: Somebody, town: Town) -> None:
    await rate(town, "EC1.Leaders1", [2, 3, 3, 4, 3])
    await rate(town, "EC1.Leaders2", [1, 5, 5, 5])
    await pat.types("/stem status")
    await pat.sees("Not yet agreed. 5 ratings so far: median 3, range 2–4.")
    await pat.sees("Not yet agreed. 4 people have rated it so far, shown from 5 on.")
    assert "range 1–5" not in "".join(pat.messages())


async def test_those_without_a_level_are_counted_apart_where_enough_answered(
    pat: Somebody, town: Town
) -> None:
    await rate(town, "EC1.Leaders1", [2, 3, 3, 4, 3, "dont-know"])
    await rate(town, "EC1.Leaders2", [2, "dont-know", "not-applicable", 2, 4])
    await rate(town, "EC1.Leaders3", [2, "dont-know"])
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 3, range 2–4. Counted apart: 1 don't know.")
    await pat.sees("3 ratings so far, shown from 5 on. Counted apart: 1 don't know, 1 not applicable.")
    await pat.sees("Not yet agreed. 2 people have rated it so far, shown from 5 on.\n")


async def test_only_the_newest_rating_of_a_person_counts(pat: Somebody, town: Town) -> None:
    await rate(town, "EC1.Leaders1", [1, 1, 3, 4, 4])
    await rate(town, "EC1.Leaders1", [4, 4])
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 4, range 3–4.")


async def test_figures_stay_as_they_were_until_enough_have_rated_anew(pat: Somebody, town: Town) -> None:
    """Who looks before and after one rating cannot tell by the difference what was rated."""
    await rate(town, "EC1.Leaders1", [2, 2, 3, 4, 4])
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 3, range 2–4.\n")
    await town.time.move_to(MONDAY_MORNING + timedelta(days=1))
    await rate(town, "EC1.Leaders1", [5, 5, 5, 5])
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 3, range 2–4. As of Mon 30 Nov.")
    await rate(town, "EC1.Leaders1", [5, 5, 5, 5, 5])
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 5, range 5–5.\n")
    kept = await town.ask(lambda session: session.scalars(select(Publication.subject)).all())
    assert list(kept) == ["EC1.Leaders1", "EC1.Leaders1"]


async def test_a_team_may_set_its_floor_to_three(pat: Somebody, town: Town) -> None:
    def lower(session: Session) -> None:
        session.get_one(Team, TEAM).settings = {"group_floor": 3}

    await town.tell(lower)
    await rate(town, "EC1.Leaders1", [2, 3, 4])
    await rate(town, "EC1.Leaders2", [2, 3])
    await pat.types("/stem status")
    await pat.sees(
        "3 ratings so far: median 3, range 2–4.", "2 people have rated it so far, shown from 3 on."
    )


async def test_nobody_outside_the_roster_sees_it(pat: Somebody, town: Town) -> None:
    nora = town.person("nora", pat.platform)
    await nora.types("/stem status")
    await nora.sees("You are not on a team's roster yet")
