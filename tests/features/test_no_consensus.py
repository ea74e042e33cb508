"""Where a team found no consensus, every place that shows its level says so, and nothing calls it agreed."""

from __future__ import annotations

from datetime import date, timedelta
from gettext import NullTranslations

import pytest
from sqlalchemy.orm import Session

from bot.chat.cards import Heading, Paragraph
from bot.chat.phrases import Phrases
from bot.features.digest.team_report import TeamReport
from bot.language.reader import Reader
from bot.schedule.report import Period, Recipient
from tests.builders import Someone, add_goal, add_rating, add_state, add_team
from tests.charts.school import NOW, School, a_school
from tests.features.digest_read import WEEK, read
from tests.town import Somebody, Town

SEPTEMBER, TUESDAY = date(2026, 9, 14), date(2026, 12, 8)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    def add(session: Session) -> None:
        add_team(session, (Someone("pat", (platform,), ("building-administration",)),))
        add_state(session, "EC1.Leaders1", 3, SEPTEMBER, people=6)
        add_state(session, "EC1.Leaders2", 2, SEPTEMBER, people=6, provisional=True)
        add_goal(session, "EC1.Leaders2", 4, date(2027, 4, 30))
        add_rating(session, "pat", "EC1.Leaders2", 4)

    await town.tell(add)
    return town.person("pat", platform)


@pytest.mark.wire
async def test_the_status_counts_it_apart(pat: Somebody) -> None:
    await pat.types("/stem status")
    await pat.sees(
        "Riverbend SLT: agreed on 1 of 16 indicators. No consensus on 1 indicator.",
        "3 · Refining and Expanding, agreed on Mon 14 Sep by 6 people.",
        "2 · Progressing for now: no consensus on Mon 14 Sep. Goal: 4 by Fri 30 Apr, 2 levels to go.",
    )


@pytest.mark.wire
async def test_the_home_page_the_indicator_and_its_history_say_for_now(pat: Somebody) -> None:
    await pat.types("/stem home")
    await pat.sees(
        "3 R Building support for STEM\n",
        "2 P Building the STEM Leadership Team (no consensus, for now) · goal 4",
    )
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees("2 · Progressing · your team is here for now (no consensus on Mon 14 Sep)")
    await pat.types("/stem history EC1.Leaders2")
    await pat.sees(
        "Where the team stood:\nMon 14 Sep: 2 · Progressing, 6 votes, no consensus, for now",
        "You said 4; the team stands at 2, for now.",
    )


class Wordy(NullTranslations):
    """A language that says everything at length."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        words = super().ngettext(msgid1, msgid2, n)
        return f"What has to be said takes so many more words in this language: {words}"


def without_consensus(school: School) -> None:
    day = TUESDAY - timedelta(days=6)
    add_state(school.session, "EC1.Leaders1", 3, day, people=8)
    add_state(school.session, "EC1.Leaders2", 2, day, people=8, provisional=True)
    school.session.flush()


@pytest.mark.unit
def test_a_digest_opens_with_it_by_its_name() -> None:
    with a_school() as school:
        without_consensus(school)
        words = read(school)
    assert words.startswith("Agreed on 1 indicator. No consensus on 1 indicator.")
    assert "Agreed\nBuilding support for STEM (EC1.Leaders1): 3 · Refining and Expanding" in words
    assert (
        "No consensus\n"
        "Building the STEM Leadership Team (EC1.Leaders2): 2 · Progressing, for the first time, "
        "no consensus, for now\n"
    ) in words


@pytest.mark.unit
def test_what_a_heading_cannot_hold_in_some_language_stands_below_it() -> None:
    to = Recipient(Phrases("en", Wordy()), Reader("America/New_York", "en", NOW), "slack", None, "")
    with a_school() as school:
        without_consensus(school)
        card = TeamReport().gather(school.desk, school.team, {}, Period(NOW - WEEK, NOW)).card(to)
    opening, below = card.parts[:2]
    assert isinstance(opening, Heading)
    assert isinstance(below, Paragraph)
    assert "Agreed on 1 indicator." in opening.words
    assert below.words.endswith("No consensus on 1 indicator. No check-in was due.")
