"""The stepback brief: progress, challenges, plans for support, and questions made of what happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Goal, Team
from tests.builders import TEAM, Someone, add_goal, add_schedule, add_state, add_team
from tests.features.digest_week import BLOCKER, TUESDAY_3PM, a_full_week, overdue
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire
MONDAY_9AM = datetime(2026, 12, 7, 14, 0, tzinfo=UTC)


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    """A team with a check-in on Tuesdays and a brief on the first Monday of December."""
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("dina", (platform,), permission="leader"),
        Someone("theo", (platform,), ("teacher",), permission="leader"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("stella", (platform,), ("student-leader",), adviser="theo"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"open_days": 6})
        add_schedule(
            session, "digest", "quarterly on the first Monday", time(9), {"report": "stepback"}
        ).starts_on = date(2026, 12, 1)

    await town.tell(add)
    return town.person("fay", platform)


def _a_quarter(session: Session) -> None:
    """Two indicators agreed anew, one goal reached, one late, one ahead."""
    add_state(session, "EC1.Leaders1", 2, date(2026, 5, 28), people=9)
    add_state(session, "EC1.Leaders1", 3, date(2026, 11, 17), people=9)
    add_state(session, "EC2.Teachers1", 3, date(2026, 5, 28), people=9)
    add_state(session, "EC2.Teachers1", 2, date(2026, 10, 6), people=8)
    add_state(session, "EC3.Leaders1", 2, date(2026, 5, 28), people=9)
    add_goal(session, "EC1.Leaders1", 3, date(2026, 12, 18))
    add_goal(session, "EC3.Leaders1", 4, date(2026, 11, 30))
    add_goal(session, "EC3.Students1", 3, date(2027, 1, 29))


async def test_the_channel_reads_progress_challenges_and_what_to_talk_about(
    fay: Somebody, town: Town
) -> None:
    await town.tell(_a_quarter)
    await a_full_week(town, fay.platform)
    await town.time.move_to(MONDAY_9AM)
    await fay.sees(
        "Stepback brief: Riverbend SLT\n"
        "2 of 16 indicators were agreed anew, 1 went up, 1 went down. 1 goal was reached. "
        "1 goal is past its day. 1 indicator is stuck.",
        "Progress\nAgreed anew\n"
        "Building support for STEM (EC1.Leaders1): from 2 to 3, agreed on Tue 17 Nov\n"
        "Strategic partnerships that fit the curriculum (EC2.Teachers1): from 3 to 2, agreed on Tue 6 Oct\n"
        "Goals reached\n"
        "Building support for STEM (EC1.Leaders1): 3, wanted by Fri 18 Dec, agreed on Tue 17 Nov\n",
        "Challenges\nStuck\nStudents' understanding of STEM (EC1.Students1): since Tue 1 Dec\n"
        "1 obstacle was named. Your facilitator and leaders have read it.\n"
        "Goals past their day\nCommunication structures (EC3.Leaders1): 4 by Mon 30 Nov, now 2\n",
        "Plans for support\nNext goals\n",
        "(EC3.Students1): 3 by Fri 29 Jan, not agreed yet\n",
        "What this stands on\n2 of 3 check-ins answered.",
        "Evidence from the last twelve months: 0 of 16 indicators. At 3 or above without any: EC1.Leaders1.",
        "Questions for the meeting\n"
        "1. Students' understanding of STEM is stuck. Who can clear the way, and by when?\n"
        "2. Building support for STEM went from 2 to 3. "
        "What made the difference, and where else could it help?\n"
        "3. ",
        "Riverbend SLT, 7 Sep 2026 to 7 Dec 2026.",
        channel=True,
    )


async def test_obstacles_have_words_for_leaders_and_names_for_the_facilitator_alone(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await overdue(town, "pat", "Minutes of the board")
    await town.time.move_to(MONDAY_9AM)
    await fay.sees(f"In the way\nStudents' understanding of STEM: “{BLOCKER}” (Stella)")
    dina = town.person("dina", fay.platform)
    await dina.sees(
        f"In the way\nStudents' understanding of STEM: “{BLOCKER}”\n",
        "1 task is open, 1 of them overdue.",
        "the role Ecosystem liaison is vacant.",
    )
    await fay.sees("Stepback brief", channel=True)
    assert "Stella" not in "".join(dina.messages())
    channel = "\n".join(fay.messages(channel=True))
    assert not [word for word in (BLOCKER, "Stella", "Pat", "Minutes", "vacant") if word in channel]
    assert not any("Stepback" in one for one in town.person("pat", fay.platform).messages())


async def test_a_quarter_without_anything_is_one_honest_line_and_still_has_its_questions(
    fay: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await town.time.move_to(MONDAY_9AM)
    await fay.sees(
        "Stepback brief: Riverbend SLT\n"
        "A quiet quarter for Riverbend SLT: nothing was agreed anew, nobody reported anything stuck, "
        "and no goal is past its day.\n"
        "Plans for support\nNo goal lies ahead.\n"
        "What this stands on\n0 of 3 check-ins answered.",
        "1. 0 of 3 check-ins were answered. What keeps people from answering?\n"
        "2. The team has not agreed on any level yet. On which indicator does it begin, and when?",
        channel=True,
    )


async def test_what_moved_since_is_not_stuck_and_a_long_standstill_is_counted_in_weeks(
    fay: Somebody, town: Town
) -> None:
    def starts_now(session: Session) -> None:
        team = session.get_one(Team, TEAM)
        assert team is not None

    await town.tell(starts_now)
    stella, pat = (town.person(name, fay.platform) for name in ("stella", "pat"))
    await town.time.move_to(TUESDAY_3PM)
    await stella.presses("Stuck")
    await stella.sees("Recorded: stuck")
    await pat.presses("Stuck")
    await pat.sees("Recorded: stuck")
    await town.time.move_to(TUESDAY_3PM + timedelta(days=7))
    await town.time.move_to(MONDAY_9AM + timedelta(days=91))
    await fay.sees("Stepback brief", "stuck", channel=True)


async def test_ended_goals_that_were_reached_count_and_names_of_eighty_letters_fit(
    fay: Somebody, town: Town
) -> None:
    def rename(session: Session) -> None:
        session.get_one(Team, TEAM).name = "N" * 80
        add_state(session, "EC1.Leaders2", 3, date(2026, 10, 6), people=9)
        add_goal(session, "EC1.Leaders2", 3, date(2026, 12, 18))
        session.flush()
        goal = session.query(Goal).one()
        goal.ended_at = datetime(2026, 10, 7, tzinfo=UTC)

    await town.tell(rename)
    await town.time.move_to(MONDAY_9AM)
    await fay.sees(
        f"Stepback brief: {'N' * 80}\n1 of 16 indicators was agreed anew. 1 goal was reached.",
        "Building the STEM Leadership Team (EC1.Leaders2): 3, agreed for the first time on Tue 6 Oct",
        channel=True,
    )
