"""What a role answers for."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy.orm import Session

from bot.chat.cards import in_plain_words, split
from bot.features.role.equity_cards import equity_role_card
from bot.features.role.lead_cards import lead_card
from bot.language.catalogue import phrases_in
from rubric.equity_team import EquityRole
from rubric.load import load_library
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

ENGLISH = phrases_in("en")
LIBRARY = load_library()


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("pat", (platform,), ("building-administration",)),
        Someone("theo", (platform,), ("teacher", "instructional-coach")),
        Someone("sam", (platform,), ("student-leader",), adviser="theo"),
        Someone("fay", (platform,), permission="facilitator"),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def test_somebody_with_one_role_sees_it_by_area_with_whom_they_answer_to(pat: Somebody) -> None:
    await pat.types("/stem role")
    await pat.sees("Building administration", "This is your role.")
    words = "\n".join(pat.messages())
    areas = [area.title for area in LIBRARY.responsibilities.areas.values()]
    assert [area for area in areas if f"\n{area}\n• " not in words] == []
    for cell in LIBRARY.responsibilities.of_role("building-administration"):
        assert [each for each in cell.does if f"• {each}" not in words] == []
    await pat.sees("Answers to: District administration, for the district's STEM goals")


async def test_areas_that_are_not_for_the_role_are_named_and_not_listed(pat: Somebody, town: Town) -> None:
    sam = town.person("sam", pat.platform)
    await sam.types("/stem role")
    await sam.sees("Student leader", "Not for this role: Budgetary support, Operational protocols.")
    assert "\nBudgetary support\n" not in "\n".join(sam.messages())


async def test_somebody_with_several_roles_sees_a_choice(pat: Somebody, town: Town) -> None:
    theo = town.person("theo", pat.platform)
    await theo.types("/stem role")
    await theo.sees("You hold 2 roles. Which one?")
    await theo.chooses("STEM instructional coach")
    await theo.sees("STEM instructional coach", "This is your role.", "Accountability")


async def test_somebody_without_a_role_chooses_among_all(pat: Somebody, town: Town) -> None:
    fay = town.person("fay", pat.platform)
    await fay.types("/stem role")
    await fay.sees("You hold no role in Riverbend SLT now.")
    await fay.chooses("Finance officer")
    shown = await fay.sees("Finance officer", "to whom is not said")
    assert "This is your role" not in str(shown)


@pytest.mark.parametrize("given", ["ecosystem liaison", "ecosystem-liaison"])
async def test_any_role_can_be_asked_about_by_id_or_title(pat: Somebody, given: str) -> None:
    await pat.types(f"/stem role {given}")
    await pat.sees("Ecosystem liaison", "Answers to: the partners, for what the partners have agreed on")


async def test_a_role_of_an_equity_team_is_shown_by_how_often(pat: Somebody) -> None:
    await pat.types("/stem role")
    await pat.chooses("School Principal")
    words = (await pat.sees("School Principal", "Questions and concerns")).parts
    assert words
    await pat.types("/stem role district lead")
    await pat.sees(
        "Every two weeks\n• Meet the Partnership Director one to one\nEvery month\n• Call principals"
    )


async def test_what_comes_round_is_told_with_the_teams_own_days(pat: Somebody, town: Town) -> None:
    def plan(session: Session) -> None:
        add_schedule(session, "check-in", "weekly on Tue", time(15))
        only = {"roles": ["teacher"]}
        add_schedule(session, "check-in", "weekly on Wed", time(9), only, slot="teachers")
        add_schedule(session, "meeting", "every 2 weeks on Thu", time(15))

    await town.tell(plan)
    await pat.types("/stem role")
    await pat.sees(
        "What comes round\n• Every Tuesday, 3:00 pm: a check-in",
        "• Every 2 weeks on Thursday, 3:00 pm: meeting",
    )
    assert "Every Wednesday" not in "\n".join(pat.messages())


async def test_an_unknown_role_is_answered_with_the_nearest(pat: Somebody) -> None:
    await pat.types("/stem role student leeder")
    await pat.sees(
        "There is no role student leeder.",
        "Closest: Student leader (student-leader).",
        "/stem role student-leader",
    )


async def test_nobody_outside_the_roster_sees_it(pat: Somebody, town: Town) -> None:
    nora = town.person("nora", pat.platform)
    await nora.types("/stem role student-leader")
    await nora.sees("You are not on a team's roster yet")


@pytest.mark.parametrize("role", LIBRARY.equity_team.roles.values(), ids=lambda role: role.id)
def test_every_expectation_of_an_equity_role_stands_once(role: EquityRole) -> None:
    words = in_plain_words(equity_role_card(LIBRARY, role, ENGLISH))
    expected = [f"• {each.what}" for each in role.expectations]
    assert [each for each in expected if words.count(each) != 1] == []


def test_the_lead_of_an_implementation_is_shown_without_the_criteria_for_choosing_one() -> None:
    shown = lead_card(LIBRARY.implementation_lead, ENGLISH)
    words = in_plain_words(shown)
    duties, criteria = (
        LIBRARY.implementation_lead.duties.values(),
        LIBRARY.implementation_lead.criteria.values(),
    )
    assert [each.what for each in duties if each.what not in words] == []
    assert [each.what for each in criteria if each.what in words] == []
    assert "Lead the project team's coordination meeting · Every week" in words
    assert len(split(shown)) == 1
