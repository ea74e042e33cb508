"""Home: what waits for somebody, where their teams stand and what they can do, in Slack as a page of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Task
from tests.builders import (
    TEAM,
    Someone,
    add_goal,
    add_schedule,
    add_state,
    add_team,
    person_called,
)
from tests.town import Town

pytestmark = pytest.mark.wire

TUESDAY_EVENING = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)


@pytest.fixture
def database_url(migrated_sqlite_url: str) -> str:
    """Reading is the same on either database."""
    return migrated_sqlite_url


def add(session: Session, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("nora", (platform,), permission="observer"),
    )
    add_team(session, people)
    add_schedule(session, "check-in", "weekly on Tue", time(15), {"indicators": ["EC1.Leaders3"]})
    add_schedule(session, "meeting", "weekly on Thu", time(16), {"place": "library"}).title = "SLT meeting"
    add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6)
    add_state(session, "EC2.Teachers1", 1, date(2026, 9, 14), people=6)
    add_goal(session, "EC2.Teachers1", 3, date(2027, 5, 1))
    session.add(
        Task(
            team_id=TEAM,
            title="Poster for the showcase",
            person_id=person_called(session, "pat").id,
            added_by=person_called(session, "fay").id,
            due_on=date(2026, 12, 11),
            added_at=TUESDAY_EVENING,
        )
    )


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
    await pat.sees("1 G ", "(EC2.Teachers1) · goal 3", "2 P Progressing", channel=True)
    assert not any("You facilitate" in words for words in pat.messages(channel=True))
