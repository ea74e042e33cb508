"""Goals, as a facilitator sets them and everybody reads them, on both platforms."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Goal
from tests.builders import Someone, add_rating, add_state, add_team
from tests.pairs import EACH_ONCE
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

FIVE = ("pat", "cora", "theo", "sam", "stella")
EVERYWHERE = ("slack", "discord")


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", EVERYWHERE, permission="facilitator"),
        *(Someone(name, EVERYWHERE, ("building-administration",)) for name in FIVE),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 2, date(2026, 9, 14), people=6))
    return town.person("fay", platform)


async def goals(town: Town) -> list[tuple[str, int, int | None, bool]]:
    rows = await town.ask(lambda session: session.scalars(select(Goal).order_by(Goal.id)).all())
    return [(row.indicator, row.level, row.baseline, row.ended_at is None) for row in rows]


async def test_a_goal_is_set_listed_and_takes_the_place_of_the_one_before(fay: Somebody, town: Town) -> None:
    await fay.types("/stem goal set EC1.Leaders2 4 2027-05-28")
    await fay.sees(
        "Goal set for Riverbend SLT:",
        "Now 2 · Progressing, goal 4 · Fully Implementing by Fri 28 May. 2 levels to go.",
    )
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 11, 20), people=6))
    pat = town.person("pat", fay.platform)
    await pat.types("/stem goal list")
    await pat.sees("Focus", "1 of 2 levels done. 1 level to go.")
    await fay.types("/stem goal set EC1.Leaders2 5 2028-05-26")
    await fay.sees("goal 5 · Sustaining by 26 May 2028", "Before: level 4 by Fri 28 May.")
    assert await goals(town) == [("EC1.Leaders2", 4, 2, False), ("EC1.Leaders2", 5, 3, True)]


async def test_what_is_missing_is_asked_for_with_what_was_typed(fay: Somebody, town: Town) -> None:
    await fay.types("/stem goal set EC3.Leaders1 4")
    await fay.sees_in_form("Set a goal", "Which level do you aim at?", "First steps, one a line")
    await fay.fills({"By which day?": "2027-06-01", "First steps": "Ask\nTell"})
    await fay.sees("Not yet agreed where you are now.", "• Ask", "• Tell")
    assert (await goals(town))[0][2] is None


@EACH_ONCE
async def test_a_step_becomes_a_task_with_the_goals_day(fay: Somebody, town: Town) -> None:
    await fay.types("/stem goal set EC3.Leaders1 4")
    await fay.fills({"By which day?": "2027-06-01", "First steps": "Ask the parents\nTell the board"})
    await fay.sees("[ Make a task of… ]", "• Tell the board")
    await fay.chooses("Tell the board")
    form = await fay.sees_in_form("Add a task")
    assert [field.value for field in form.fields] == ["Tell the board", "", "", "2027-06-01"]
    await fay.fills({"Or everyone with this role": "Building administration"})
    await fay.sees("Added: Tell the board")

    pat = town.person("pat", fay.platform)
    await pat.types("/stem tasks")
    await pat.sees("Tell the board", "[ Done ]")
    await pat.types("/stem goal list")
    await pat.sees("• Tell the board")
    assert not any("Make a task of…" in words for words in pat.messages())
    await fay.types("/stem goal end EC3.Leaders1")
    await fay.sees("Ended: the goal for")
    await fay.chooses("Ask the parents")
    await fay.sees("This goal has ended. All goals: /stem goal")


async def test_a_goal_that_is_reached_already_is_asked_about_first(fay: Somebody, town: Town) -> None:
    await fay.types("/stem goal set EC1.Leaders2 2 2027-05-28")
    await fay.sees("is on level 2 already", "[ Set it so ]")
    assert await goals(town) == []
    await fay.presses("Set it so")
    await fay.sees("Goal set for Riverbend SLT:", "Reached.")
    assert len(await goals(town)) == 1


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/stem goal set EC1.Leaders2 4 spring", "I know no day called spring."),
        ("/stem goal set EC1.Leaders2 4 2026-11-01", "A goal needs a day to come"),
        ("/stem goal set EC1.Leaders2 4 2040-01-01", "more than five years ahead"),
        ("/stem goal end EC1.Leaders2", "has no goal. All goals: /stem goal"),
    ],
)
async def test_what_cannot_be_is_said_with_a_way_on(fay: Somebody, line: str, answer: str) -> None:
    await fay.types(line)
    await fay.sees(answer, "/stem goal")


async def test_a_goal_is_ended_and_stays_on_record(fay: Somebody, town: Town) -> None:
    await fay.types("/stem goal set EC1.Leaders2 4 2027-05-28")
    await fay.sees("Goal set")
    await fay.types('/stem goal end EC1.Leaders2 "no time this year"')
    await fay.sees("Ended: the goal for")
    await fay.types("/stem goal list")
    await fay.sees("Your team has no goals yet.", "/stem goal ideas")
    assert await goals(town) == [("EC1.Leaders2", 4, 2, False)]


async def test_only_facilitators_decide_on_goals(fay: Somebody, town: Town) -> None:
    pat = town.person("pat", fay.platform)
    await pat.types("/stem goal set EC1.Leaders2 4 2027-05-28")
    await pat.sees("Only a facilitator of Riverbend SLT can do this.")


async def test_what_is_important_and_rated_low_is_worth_a_goal_from_five_people_on(
    fay: Somebody, town: Town
) -> None:
    await fay.types("/stem goal ideas")
    await fay.sees("Not enough people have rated")

    def rate(session: Session) -> None:
        for name, level in zip(FIVE, (1, 2, 2, 3, 4), strict=True):
            add_rating(session, name, "EC1.Leaders1", level)

    await town.tell(rate)
    for name in FIVE:
        someone = town.person(name, fay.platform)
        await someone.types("/stem goal important EC1.Leaders1 4")
        await someone.sees("is 4 of 5 to you.", "without names")
    await fay.types("/stem goal ideas")
    await fay.sees("(EC1.Leaders1)", "Important: 4 of 5 (median). Rated below 4: 4 of 5.")
