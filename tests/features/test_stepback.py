"""The stepback brief: progress, challenges, plans for support, and questions made of what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from bot.chat.cards import in_plain_words, split
from bot.chat.phrases import Phrases
from bot.desk import Desk
from bot.features.stepback.report import StepbackReport
from bot.schedule.report import Period, Recipient
from bot.store.models import Answer, Goal, Membership, Prompt, Team
from bot.store.models.base import Base
from rubric.load import load_library
from tests.builders import TEAM, Someone, add_goal, add_schedule, add_state, add_team, person_called
from tests.features.digest_week import BLOCKER, a_full_week, overdue
from tests.features.district_teams import run
from tests.town import Somebody, Town

MONDAY_9AM = datetime(2026, 12, 7, 14, 0, tzinfo=UTC)
QUARTER = Period(datetime(2026, 9, 7, 13, 0, tzinfo=UTC), MONDAY_9AM)
PEOPLE = (
    Someone("fay", ("slack",), permission="facilitator"),
    Someone("dina", ("slack",), permission="leader"),
    Someone("theo", ("slack",), ("teacher",), permission="leader"),
    Someone("pat", ("slack",), ("building-administration",)),
    Someone("stella", ("slack",), ("student-leader",), adviser="theo"),
)


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    """A team with a check-in on Tuesdays and a brief on the first Monday of December."""

    def add(session: Session) -> None:
        add_team(session, tuple(replace(one, on=(platform,)) for one in PEOPLE))
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"open_days": 6})
        brief = add_schedule(
            session, "digest", "quarterly on the first Monday", time(9), {"report": "stepback"}
        )
        brief.starts_on = date(2026, 12, 1)

    await town.tell(add)
    return town.person("fay", platform)


@pytest.fixture
def session() -> Iterator[Session]:
    """The same team, with nothing but its people."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        add_team(opened, PEOPLE)
        yield opened
    engine.dispose()


def brief(session: Session, name: str = "", permission: str = "", period: Period = QUARTER) -> str:
    """What somebody reads of the quarter; without a name, what the channel reads."""
    desk = Desk(session, period.until, load_library(), Phrases(), lambda _: Phrases())
    team = session.get_one(Team, TEAM)
    person = person_called(session, name) if name else None
    to = Recipient(desk.t, desk.team_reader(team), "slack", person, permission)
    issue = StepbackReport().gather(desk, team, {"report": "stepback"}, period)
    return "\n".join(in_plain_words(each) for each in split(issue.card(to)))


def a_quarter(session: Session) -> None:
    """Two indicators agreed anew, one goal reached, one late, one ahead."""
    add_state(session, "EC1.Leaders1", 2, date(2026, 5, 28), people=9)
    add_state(session, "EC1.Leaders1", 3, date(2026, 11, 17), people=9)
    add_state(session, "EC2.Teachers1", 3, date(2026, 5, 28), people=9)
    add_state(session, "EC2.Teachers1", 2, date(2026, 10, 6), people=8)
    add_state(session, "EC3.Leaders1", 2, date(2026, 5, 28), people=9)
    add_goal(session, "EC1.Leaders1", 3, date(2026, 12, 18))
    add_goal(session, "EC3.Leaders1", 4, date(2026, 11, 30))
    add_goal(session, "EC3.Students1", 3, date(2027, 1, 29))


def says(session: Session, name: str, movement: str, day: datetime, blocker: str = "") -> None:
    """Somebody's answer about Leaders1 to a check-in that closes then."""
    person = person_called(session, name).id
    run(session, TEAM, [person], [("EC1.Leaders1", movement)], closes_at=day)
    session.query(Answer).order_by(Answer.id.desc()).first().blocker = blocker  # type: ignore[union-attr]


@pytest.mark.wire
async def test_the_channel_reads_progress_challenges_and_what_to_talk_about(
    fay: Somebody, town: Town
) -> None:
    await town.tell(a_quarter)
    await a_full_week(town, fay.platform)
    await overdue(town, "pat", "Minutes of the board")
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
        "Goals past their day\nCommunication structures (EC3.Leaders1): at 2, goal 4 by Mon 30 Nov\n",
        "Plans for support\nNext goals\n",
        "(EC3.Students1): not yet agreed, goal 3 by Fri 29 Jan\n",
        "What this stands on\n2 of 3 check-ins answered.",
        "Evidence from the last twelve months: 0 of 16 indicators. At 3 or above without any: EC1.Leaders1.",
        "Questions for the meeting\n"
        "1. Students' understanding of STEM is stuck. Who can clear the way, and by when?\n"
        "2. Building support for STEM went from 2 to 3. "
        "What made the difference, and where else could it help?\n"
        "3. ",
        "Riverbend SLT, 14 Sep 2026 to 7 Dec 2026.",
        channel=True,
    )
    channel = "\n".join(fay.messages(channel=True))
    assert not [word for word in (BLOCKER, "Stella", "Pat", "Minutes", "vacant") if word in channel]
    assert not any("Stepback" in one for one in town.person("pat", fay.platform).messages())
    await fay.sees(f"In the way\nStudents' understanding of STEM: “{BLOCKER}” (Stella)")
    dina = town.person("dina", fay.platform)
    await dina.sees(
        f"In the way\nStudents' understanding of STEM: “{BLOCKER}”\n",
        "1 task is open, 1 of them overdue.",
        "the role Ecosystem liaison is vacant.",
    )
    assert "Stella" not in "".join(dina.messages())


@pytest.mark.unit
def test_a_quarter_without_anything_is_one_honest_line_and_still_has_its_questions(session: Session) -> None:
    assert brief(session) == (
        "Stepback brief: Riverbend SLT\n"
        "A quiet quarter for Riverbend SLT: nothing was agreed anew, nobody reported anything stuck, "
        "and no goal is past its day.\n"
        "Plans for support\nNo goal lies ahead.\n"
        "What this stands on\nNo check-in was due.\n"
        "Evidence from the last twelve months: 0 of 16 indicators.\n"
        "Questions for the meeting\n"
        "1. The team has not agreed on any level yet. On which indicator does it begin, and when?\n"
        "2. No goal lies ahead. Which indicator should be one level higher a year from now?\n"
        "Riverbend SLT, 7 Sep 2026 to 7 Dec 2026.\n"
        "Levels are what the team agreed on. Moving and stuck are what people say in check-ins; "
        "stuck until somebody says that it moves."
    )


@pytest.mark.unit
def test_where_there_was_no_consensus_nothing_is_called_agreed(session: Session) -> None:
    add_state(session, "EC1.Leaders1", 2, date(2026, 5, 28), people=9)
    add_state(session, "EC1.Leaders1", 3, date(2026, 11, 17), people=9, provisional=True)
    add_state(session, "EC1.Leaders2", 1, date(2026, 11, 17), people=9, provisional=True)
    words = brief(session)
    assert "None of 16 indicators was agreed anew. No consensus on 2 indicators." in words
    assert (
        "Progress\nNo consensus\n"
        "Building support for STEM (EC1.Leaders1): from 2 to 3 for now (Tue 17 Nov)\n"
        "Building the STEM Leadership Team (EC1.Leaders2): 1 for now (Tue 17 Nov)\n"
    ) in words
    assert "Agreed anew" not in words


@pytest.mark.unit
def test_what_moved_since_is_not_stuck_and_a_long_standstill_is_counted_in_weeks(session: Session) -> None:
    says(session, "pat", "stuck", QUARTER.since - timedelta(days=20))
    says(session, "pat", "no-change", QUARTER.since + timedelta(days=20))
    assert "stuck" not in brief(session).partition("Questions")[0].replace("anything stuck", "")
    says(session, "pat", "stuck", QUARTER.since + timedelta(days=60))
    assert "Building support for STEM (EC1.Leaders1): since Sat 15 Aug, 16 weeks\n" in brief(session)
    assert "1. Building support for STEM has been stuck for 16 weeks. " in brief(session)
    says(session, "theo", "moving", QUARTER.since + timedelta(days=80))
    assert "Said to be moving, not agreed yet: Building support for STEM.\n" in brief(session)
    assert "Nobody reported anything stuck, and no goal is past its day.\n" in brief(session)


@pytest.mark.unit
def test_goals_that_were_ended_after_they_were_reached_count_and_long_names_fit(session: Session) -> None:
    session.get_one(Team, TEAM).name = "N" * 80
    add_state(session, "EC1.Leaders2", 3, date(2026, 10, 6), people=9)
    add_goal(session, "EC1.Leaders2", 3, date(2026, 12, 18))
    session.flush()
    session.query(Goal).one().ended_at = datetime(2026, 10, 7, tzinfo=UTC)
    words = brief(session)
    assert words.startswith(
        f"Stepback brief: {'N' * 80}\n1 of 16 indicators was agreed anew. 1 goal was reached.\n"
    )
    assert "(EC1.Leaders2): 3, agreed for the first time on Tue 6 Oct\n" in words


@pytest.mark.unit
def test_an_obstacle_that_names_a_student_is_for_the_facilitator_alone(session: Session) -> None:
    says(session, "pat", "stuck", MONDAY_9AM - timedelta(days=9), blocker="stella is ill")
    assert "“stella is ill” (Pat)" in brief(session, "fay", "facilitator")
    assert "In the way\nand 1 more, which your facilitator can tell you about\n" in brief(
        session, "dina", "leader"
    )
    assert "Somebody who could help was named for 0 of 1 obstacle.\n" in brief(session)
    assert "stella" not in brief(session)


@pytest.mark.unit
def test_a_brief_in_between_looks_back_over_a_whole_quarter(session: Session) -> None:
    add_state(session, "EC1.Leaders2", 3, date(2026, 10, 6), people=9)
    since_monday = Period(MONDAY_9AM - timedelta(days=7), MONDAY_9AM)
    assert brief(session, period=since_monday) == brief(session)


@pytest.mark.unit
def test_terms_that_end_are_counted_for_leaders_and_named_for_the_facilitator(session: Session) -> None:
    for name in ("pat", "theo"):
        seats = session.query(Membership).filter(Membership.person_id == person_called(session, name).id)
        seats.one().ends_on = date(2027, 1, 29)
    assert "terms" not in brief(session)
    assert "2 terms in the team end by Fri 29 Jan.\n" in brief(session, "dina", "leader")
    assert "2 terms in the team end by Fri 29 Jan. Those of: Theo, Pat.\n" in brief(
        session, "fay", "facilitator"
    )


@pytest.mark.unit
def test_it_asks_the_database_as_often_after_a_year_as_on_the_first_day(session: Session) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for weeks in (0, 1, 12):
        for week in range(weeks):
            says(session, "pat", "stuck", MONDAY_9AM - timedelta(days=7 * week + weeks), blocker="No bus")
        session.flush()
        session.expire_all()
        asked.clear()
        brief(session)
        counts.append(len(asked))
    assert counts[1] == counts[2] < 25
    assert session.query(Prompt).count() == 13
