"""Home: what waits for somebody, where their teams stand, what they can do; in Slack a page of its own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.at_home import AtHome
from tests.builders import (
    Someone,
    add_goal,
    add_state,
    add_team,
)
from tests.features.pats_evening import TUESDAY_EVENING, add_evening
from tests.town import Town

pytestmark = pytest.mark.wire


@pytest.fixture
def database_url(migrated_sqlite_url: str) -> str:
    """Reading is the same on either database."""
    return migrated_sqlite_url


def add(session: Session, platform: str) -> None:
    add_evening(session, platform, Someone("nora", (platform,), permission="observer"))
    add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6)
    add_state(session, "EC2.Teachers1", 1, date(2026, 9, 14), people=6)
    add_goal(session, "EC2.Teachers1", 3, date(2027, 5, 1))


async def test_the_command_shows_what_waits_and_where_the_team_stands(town: Town, platform: str) -> None:
    await town.tell(lambda session: add(session, platform))
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_EVENING)
    await pat.types("/stem home", channel=True)
    await pat.sees(
        "How has it moved lately?",
        "Poster for the showcase · due Fri 11 Dec",
        "SLT meeting · Thu 3 Dec, 4:00 pm, library",
        "[ Rate ] [ Add evidence ] [ Be away… ]",
        channel=True,
    )
    await pat.sees("Where Riverbend SLT stands", "3 R Building the STEM Leadership Team", channel=True)
    await pat.sees(
        "1 G ", "Strategic partnerships that fit the curriculum · goal 3", "2 P Progressing", channel=True
    )
    assert not any("You facilitate" in words for words in pat.messages(channel=True))
    await pat.presses("See everything", channel=True)
    await pat.sees("agreed on 2 of 16 indicators", channel=True)
    await pat.presses("Be away…", channel=True)
    await pat.fills({"Until which day?": "2026-12-04"})
    await pat.sees("Until Fri 4 Dec I send you nothing unasked.", channel=True)
    await pat.types("/stem home")
    await pat.sees(
        "Until Fri 4 Dec I send you nothing unasked.", "[ I am back ]", "Where Riverbend SLT stands"
    )


async def test_in_slack_the_page_opens_and_what_is_pressed_stands_above_it(town: Town) -> None:
    await town.tell(lambda session: add(session, "slack"))
    pat, home = town.person("pat", "slack"), AtHome(town.person("pat", "slack"))
    await town.time.move_to(TUESDAY_EVENING)
    await home.opens()
    await home.sees("How has it moved lately?", "Poster for the showcase", "Where Riverbend SLT stands")
    await home.presses("No change")
    await home.sees("Recorded: no change · Tue 1 Dec", "[ Change ]", "No question is open for you.")
    assert home.words.startswith("Check-in · Shared vision and mission\nRecorded: no change")
    await pat.sees("Recorded: no change · Tue 1 Dec")
    await home.presses("See and finish")
    await home.sees("[ Done ] [ Need help ]", without="Recorded: no change")
    await home.presses("Done")
    await home.sees("Done: Poster for the showcase", "[ Undo ]", without="See and finish")
    await home.opens()
    await home.sees("No question is open for you.", without="Done: Poster")


async def test_a_form_that_was_opened_from_the_page_ends_on_it(town: Town) -> None:
    await town.tell(lambda session: add(session, "slack"))
    pat, home = town.person("pat", "slack"), AtHome(town.person("pat", "slack"))
    await home.opens()
    await home.sees("[ Be away… ]")
    await home.presses("Be away…")
    await pat.fills({"Until which day?": "2026-11-20"})
    await pat.sees_in_form("has passed")
    await pat.fills({"Until which day?": "2026-12-04"})
    await home.sees("Until Fri 4 Dec I send you nothing unasked. The check-in of Tue 1 Dec", "[ I am back ]")
    await home.presses("I am back")
    await home.sees("Welcome back.", without="[ I am back ]")
    assert pat.messages() == []


async def test_a_facilitator_sees_how_many_have_answered_and_can_pause(town: Town) -> None:
    await town.tell(lambda session: add(session, "slack"))
    fay, home = town.person("fay", "slack"), AtHome(town.person("fay", "slack"))
    await town.time.move_to(TUESDAY_EVENING)
    await home.opens()
    await home.sees("check-in, Tue 1 Dec: 0 of 1 check-ins answered. Open until Fri 4 Dec")
    await town.person("pat", "slack").presses("Moving")
    await home.opens()
    await home.sees("1 of 1 check-ins answered")
    await home.presses("Who has answered")
    await home.sees("check-in, Tue 1 Dec", "Names are for you alone")
    await home.presses("Check-ins")
    await home.sees("Check-ins of Riverbend SLT", "[ Preview ]")
    await home.presses("Digest…")
    await home.sees("This would be posted in", "[ Post it ]")
    await home.presses("Not now")
    await home.sees("Nothing was posted.")
    await home.presses("Pause…")
    await home.sees("Pause Riverbend SLT?")
    await home.presses("Pause now")
    await home.sees("Paused, and the team's channels are told.", "It has been paused since")
    await fay.sees("I pause for Riverbend SLT", channel=True)
    await home.presses("Go on")
    await home.sees("Resumed, and the team's channels are told.", "[ Pause… ]")


async def test_who_is_on_no_roster_is_told_on_the_page(town: Town) -> None:
    home = AtHome(town.person("dina", "slack"))
    await home.opens()
    await home.sees("You are not on a team's roster yet")


async def test_the_page_follows_what_its_person_does_elsewhere(town: Town) -> None:
    await town.tell(lambda session: add(session, "slack"))
    pat, home = town.person("pat", "slack"), AtHome(town.person("pat", "slack"))
    await town.time.move_to(TUESDAY_EVENING)
    await home.opens()
    await home.sees("How has it moved lately?")
    await pat.presses("Moving")
    await home.sees("No question is open for you.", without="How has it moved lately?")


async def test_the_page_speaks_its_readers_language(town: Town) -> None:
    await town.tell(lambda session: add_team(session, (Someone("luz", ("slack",)),)))
    home = AtHome(town.person("luz", "slack"))
    await home.opens()
    await home.sees("No tiene ninguna pregunta abierta.", "[ Valorar ]")
