"""One indicator in full."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from rubric.load import load_library
from tests.builders import Someone, add_rating, add_state, add_team
from tests.town import NotSeen, Somebody, Town
from tests.words import words_of

pytestmark = pytest.mark.wire
INDICATORS = load_library().instrument("engaged-stem-community").indicators


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("pat", (platform,), ("building-administration",)),
        Someone("theo", (platform,), ("teacher",)),
        Someone("liv", (platform,), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def test_all_levels_are_shown_lowest_first_with_what_each_looks_like(pat: Somebody) -> None:
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees("Building the STEM Leadership Team (EC1.Leaders2)", "About: Leaders.")
    words = "\n".join(pat.messages())
    names = ("1 · Getting Started", "2 · Progressing", "3 · Refining and Expanding")
    places = [words.index(name) for name in (*names, "4 · Fully Implementing", "5 · Sustaining")]
    assert places == sorted(places)
    assert words.count("\n• ") >= 10
    await pat.sees("Your team has not agreed yet where it stands.")


async def test_the_existing_state_and_ones_own_rating_are_marked(pat: Somebody, town: Town) -> None:
    def add(session: Session) -> None:
        add_state(session, "EC1.Leaders2", 2, date(2026, 9, 14), people=6)
        add_rating(session, "pat", "EC1.Leaders2", 3)
        add_rating(session, "theo", "EC1.Leaders2", 5)

    await town.tell(add)
    await pat.types("/stem indicator ec1.leaders2")
    await pat.sees("2 · Progressing · your team is here (agreed on Mon 14 Sep)")
    await pat.sees("3 · Refining and Expanding · your rating (Mon 30 Nov)")
    assert "5 · Sustaining ·" not in "".join(pat.messages())


async def test_an_answer_without_a_level_is_said(pat: Somebody, town: Town) -> None:
    await town.tell(lambda session: add_rating(session, "pat", "EC1.Leaders2", "not-applicable"))
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees("Your rating of Mon 30 Nov: Not applicable.")


async def test_its_button_opens_the_rating_form(pat: Somebody) -> None:
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.presses("Rate it")
    await pat.sees_in_form("Rate an indicator", "Building the STEM Leadership Team")


async def test_who_may_not_rate_it_gets_no_button(pat: Somebody, town: Town) -> None:
    for name in ("theo", "liv"):
        other = town.person(name, pat.platform)
        await other.types("/stem indicator EC1.Leaders2")
        await other.sees("You are not asked about this one; a facilitator can rate it.")
        with pytest.raises(NotSeen):
            await other.presses("Rate it")


async def test_it_is_found_by_its_title_as_well(pat: Somebody) -> None:
    await pat.types("/stem indicator building the STEM leadership team")
    await pat.sees("Building the STEM Leadership Team (EC1.Leaders2)", "About: Leaders.")
    await pat.types("/stem indicator the leadership teams")
    await pat.sees("There is no indicator the leadership teams.", "Closest: EC1.Leaders2")


async def test_an_unknown_one_is_answered_with_the_nearest(pat: Somebody) -> None:
    await pat.types("/stem indicator EC1.Leader2")
    await pat.sees(
        "There is no indicator EC1.Leader2.",
        "Closest: EC1.Leaders2 (Building the STEM Leadership Team).",
        "Try: /stem indicator EC1.Leaders2",
    )


async def test_without_one_it_says_what_is_missing(pat: Somebody) -> None:
    await pat.types("/stem indicator")
    if pat.platform == "slack":
        await pat.sees("Which indicator? Give its id, for example: /stem indicator EC1.Leaders1")
    else:  # its own client asks for what a command needs, and sends nothing
        assert [one.words for one in pat.hands.troubles(pat.account)] == [
            "indicator: This option is required. Specify a value."
        ]


async def test_both_wordings_the_source_and_the_version_are_shown(pat: Somebody) -> None:
    twice = next(each for each in INDICATORS if each.map_title)
    once = next(each for each in INDICATORS if not each.map_title)
    await pat.types(f"/stem indicator {twice.id}")
    await pat.sees(twice.title.rstrip("."), f"Beside its levels it is worded otherwise: {twice.map_title}")
    await pat.sees(f"Engaged STEM School Community, version 1. Source: {twice.source}")
    await pat.types(f"/stem indicator {once.id}")
    shown = await pat.sees(once.title.rstrip("."))
    assert "worded otherwise" not in words_of(shown)


async def test_every_behaviour_of_every_level_is_shown(pat: Somebody) -> None:
    longest = max(INDICATORS, key=lambda each: sum(len("".join(one.behaviours)) for one in each.descriptors))
    await pat.types(f"/stem indicator {longest.id}")
    await pat.sees(f"Source: {longest.source}")
    words = "\n".join(pat.messages())
    behaviours = [each for one in longest.descriptors for each in one.behaviours]
    assert [each for each in behaviours if f"• {each}" not in words] == []
