"""The district's progress report: what its leaders read of several teams, and what nobody can work out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from bot.chat.cards import in_plain_words, split
from bot.chat.phrases import Phrases
from bot.desk import Desk
from bot.features.district import rows, sheet
from bot.features.district.report import DistrictReport, all_teams, district
from bot.features.district.shown import District, totals
from bot.schedule.report import Period, Recipient
from bot.store.models import Person, Schedule, Team
from bot.store.models.base import Base
from rubric.load import load_library
from tests.builders import INSTRUMENT, TEAM, Someone, add_goal
from tests.features.district_teams import (
    CLOSED,
    SINCE,
    UNTIL,
    add_district,
    add_school,
    agree,
    run,
    support,
)
from tests.features.test_stepback import MONDAY_9AM
from tests.town import Town

_USUAL = load_library()
_MAP = _USUAL.instrument(INSTRUMENT)
OTHER = replace(_MAP, id="own-rubric", title="Our own rubric", levels=_MAP.levels[:4])
LIBRARY = replace(_USUAL, instruments={**_USUAL.instruments, OTHER.id: OTHER})
LEADERS = (
    Someone("fay", ("slack",), permission="facilitator"),
    Someone("dina", ("slack",), permission="leader"),
    Someone("pat", ("slack",)),
)
FIVE = [
    ("EC1.Leaders1", "moving"),
    ("EC1.Leaders2", "stuck"),
    *(("EC1.Leaders1", "no-change") for _ in range(3)),
]


@pytest.fixture
def session() -> Iterator[Session]:
    """An empty database."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def on_either(migrated_url: str) -> Iterator[Session]:
    """An empty database of each kind in turn."""
    engine = create_engine(migrated_url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def desk_of(session: Session) -> Desk:
    return Desk(session, UNTIL, LIBRARY, Phrases(), lambda _: Phrases())


def look(session: Session, teams: Sequence[str] = (), until: datetime = UNTIL, name: str = "dina") -> str:
    """All that somebody of the district's team reads."""
    desk, team = desk_of(session), session.get_one(Team, TEAM)
    wanted = tuple(teams) or tuple(all_teams(desk, team))
    issue = DistrictReport().gather(desk, team, {"report": "district", "teams": wanted}, Period(SINCE, until))
    person = session.query(Person).filter(Person.name == name.capitalize()).one()
    permission = next(one.permission for one in LEADERS if one.name == name)
    to = Recipient(desk.t, replace(desk.team_reader(team), now=until), "slack", person, permission)
    return "\n".join(in_plain_words(each) for each in split(issue.card(to)))


def told(session: Session) -> District:
    desk, team = desk_of(session), session.get_one(Team, TEAM)
    return district(desk, team, all_teams(desk, team), Period(SINCE, UNTIL))


def a_year_of_three(session: Session) -> None:
    """Lakeside and Brookfield have something to tell, Tiny has four people."""
    add_district(session, LEADERS, ["lakeside", "brookfield", "tiny"])
    lakeside, brookfield, tiny = (
        add_school(session, name, people)
        for name, people in (("lakeside", 8), ("brookfield", 6), ("tiny", 4))
    )
    agree(session, "lakeside", {"EC1.Leaders1": 3, "EC1.Leaders2": 2, "EC2.Teachers1": 1})
    agree(session, "brookfield", {"EC1.Leaders1": 4, "EC2.Teachers1": 2}, date(2026, 10, 6))
    agree(session, "tiny", {"EC1.Leaders1": 5, "EC2.Teachers1": 5, "EC1.Leaders2": 5})
    add_goal(session, "EC1.Leaders1", 3, date(2026, 12, 18), team_id="lakeside")
    add_goal(session, "EC1.Leaders2", 3, date(2026, 11, 30), team_id="lakeside")
    add_goal(session, "EC2.Teachers1", 3, date(2027, 5, 28), team_id="brookfield")
    add_goal(session, "EC1.Leaders1", 5, date(2027, 5, 28), team_id="tiny")
    support(session, "lakeside", "EC1.Leaders1", lakeside[0])
    support(session, "tiny", "EC1.Leaders1", tiny[0])
    run(session, "lakeside", lakeside, FIVE)
    run(session, "brookfield", brookfield, FIVE[:4], left_alone=brookfield[5:])
    run(session, "tiny", tiny, FIVE[:4])


@pytest.mark.wire
async def test_leaders_of_the_district_read_it_and_nobody_else(town: Town, platform: str) -> None:
    people = tuple(replace(one, on=(platform,)) for one in LEADERS)

    def add(session: Session) -> None:
        add_district(session, people, ["lakeside"])
        run(session, "lakeside", add_school(session, "lakeside", 8), FIVE)

    await town.tell(add)
    await town.time.move_to(MONDAY_9AM)
    fay, dina, pat = (town.person(name, platform) for name in ("fay", "dina", "pat"))
    await fay.sees("Progress report: Riverbend SLT", "Lakeside\n0 of 16 indicators at level 3 or above")
    await dina.sees("Progress report: Riverbend SLT", "1 moved, 1 stuck. 5 of 8 check-ins answered.")
    everybody = [*pat.messages(), *fay.messages(channel=True)]
    assert not any("Progress report" in words for words in everybody)
    await dina.types("/stem digest now district")
    await dina.sees("Progress report: Riverbend SLT", "Riverbend SLT, Mon 7 Dec to Mon 7 Dec.")
    await pat.types("/stem digest now district")
    await pat.sees("This report (district) goes to nobody with your seat in Riverbend SLT.")
    await fay.types("/stem digest share district")
    await fay.sees("This report is not for the whole team, so it is not shared.")
    await dina.presses("All teams as a table")
    await dina.sees("The teams of Riverbend SLT, a line each: riverbend-teams.csv")


@pytest.mark.unit
def test_each_team_stands_by_name_with_what_may_be_told_of_it(session: Session) -> None:
    a_year_of_three(session)
    assert look(session) == (
        "Progress report: Riverbend SLT\n"
        "3 teams. 1 of them has too few people to be shown. Goals: 1 reached, 1 past its day, 1 ahead. "
        "9 of 13 check-ins answered.\n"
        "Together 2 of 32 indicators at level 3 or above.\n"
        "Brookfield\n"
        "1 of 16 indicators at level 3 or above, 14 not agreed yet.\n"
        "Goals: 1 ahead.\n"
        "Moved and stuck: not shown, too few answered. 4 of 5 check-ins answered.\n"
        "Evidence for 0 of 16. Last agreed on Tue 6 Oct.\n"
        "Lakeside\n"
        "1 of 16 indicators at level 3 or above, 13 not agreed yet.\n"
        "Goals: 1 reached, 1 past its day.\n"
        "1 moved, 1 stuck. 5 of 8 check-ins answered.\n"
        "Evidence for 1 of 16. Last agreed on Tue 17 Nov.\n"
        "Tiny\n"
        "Too few people to show anything: fewer than 5.\n"
        "Riverbend SLT, Mon 7 Sep to Mon 7 Dec. Teams stand by name: this is no ranking. "
        "Sums are of what is shown; check-ins count once they are over."
    )


@pytest.mark.unit
def test_what_is_shown_less_the_sums_leaves_nothing_of_a_small_team(session: Session) -> None:
    a_year_of_three(session)
    found = told(session)
    sums, shown = totals(found.told), found.told
    assert [one.team.id for one in found.too_few] == ["tiny"]
    assert sums.middle_up - sum(one.levels.middle_up for one in shown) == 0
    assert sums.goals.ahead - sum(one.goals.ahead for one in shown) == 0
    assert sums.response is not None
    assert sums.response.answered - sum(one.response.answered for one in shown if one.response) == 0
    with_tiny, without = look(session), look(session, ["lakeside", "brookfield"])
    assert (
        with_tiny.replace("3 teams. 1 of them has too few people to be shown.", "2 teams.").replace(
            "Tiny\nToo few people to show anything: fewer than 5.\n", ""
        )
        == without
    )


@pytest.mark.unit
def test_of_the_rest_of_a_run_nothing_is_told_before_it_is_over(session: Session) -> None:
    a_year_of_three(session)
    before = look(session)
    people = [one.id for one in session.query(Person).filter(Person.name.like("lakeside %"))]
    for answered in range(5):
        day = timedelta(days=answered)
        run(session, "lakeside", people, FIVE[: answered + 1], closes_at=UNTIL + timedelta(hours=1) + day)
        assert look(session) == before


@pytest.mark.unit
def test_two_looks_differ_by_whole_runs_of_enough_people(session: Session) -> None:
    """Somebody who looks after every run cannot tell what the one or two said who answered a small one."""
    add_district(session, LEADERS, ["lakeside"])
    people = add_school(session, "lakeside", 8)
    run(session, "lakeside", people, FIVE)
    first = look(session)
    for number, answered in enumerate(range(1, 5)):
        closes_at = CLOSED + timedelta(days=number + 1)
        run(session, "lakeside", people[:4], [("EC3.Leaders1", "stuck")] * answered, closes_at=closes_at)
        assert look(session) == first
    run(session, "lakeside", people, [("EC3.Leaders1", "stuck")] * 5, closes_at=CLOSED + timedelta(days=9))
    assert "1 moved, 2 stuck. 10 of 16 check-ins answered." in look(session)


def test_a_teams_own_smallest_group_holds_across_teams_too(on_either: Session) -> None:
    session = on_either
    add_district(session, LEADERS, ["lakeside", "brookfield"])
    for name, floor in (("lakeside", 3), ("brookfield", 7)):
        people = add_school(session, name, 6, floor=floor)
        run(session, name, people, FIVE[:3])
        support(session, name, "EC1.Leaders1", people[0])
        add_goal(session, "EC1.Leaders1", 3, date(2026, 11, 30), team_id=name)
        agree(session, name, {"EC1.Leaders1": 3})
    assert (
        "Lakeside\n1 of 16 indicators at level 3 or above, 15 not agreed yet.\nGoals: 1 reached.\n"
        "1 moved, 1 stuck. 3 of 6 check-ins answered.\nEvidence for 1 of 16. Last agreed on Tue 17 Nov.\n"
    ) in look(session)
    assert "Brookfield\nToo few people to show anything: fewer than 7.\n" in look(session)


@pytest.mark.unit
def test_what_is_made_in_chat_reaches_no_other_team(session: Session) -> None:
    a_year_of_three(session)
    schedule = session.query(Schedule).filter(Schedule.kind == "digest").one()
    schedule.settings = {**schedule.settings, "teams": ["lakeside"]}
    session.flush()
    assert "Brookfield" not in look(session, ["lakeside", "brookfield", "riverbend"])
    schedule.managed = "chat"
    session.flush()
    assert look(session, ["lakeside"]).startswith("No team is named for this report.")


@pytest.mark.unit
def test_a_member_or_a_channel_reads_that_it_is_not_for_them(session: Session) -> None:
    a_year_of_three(session)
    assert look(session, name="pat") == "This report goes to the leaders of Riverbend SLT alone."
    desk, team = desk_of(session), session.get_one(Team, TEAM)
    settings: dict[str, Any] = {"report": "district", "teams": ["lakeside"], "to": ["channels"]}
    channel = Recipient(desk.t, desk.team_reader(team), "slack")
    issue = DistrictReport().gather(desk, team, settings, Period(SINCE, UNTIL))
    assert in_plain_words(issue.card(channel)).startswith("This report goes to the leaders")
    schedule = session.query(Schedule).filter(Schedule.kind == "digest").one()
    schedule.settings = {**schedule.settings, "to": ["channels"]}
    session.flush()
    issue = DistrictReport().gather(desk, team, settings, Period(SINCE, UNTIL))
    assert "Lakeside" in in_plain_words(issue.card(channel))


@pytest.mark.unit
def test_what_most_teams_find_hard_is_said_from_three_teams_on(session: Session) -> None:
    names = ["ash", "birch", "cedar", "elm"]
    add_district(session, LEADERS, names)
    for number, name in enumerate(names):
        people = add_school(session, name, 6)
        if number < 2:
            agree(session, name, {"EC2.Teachers1": 1, "EC1.Leaders1": 4})
        run(session, name, people, [("EC1.Students1", "stuck" if number else "moving")] * 5)
    assert "below" not in look(session)
    assert (
        "Hard for most teams\nStudents' understanding of STEM (EC1.Students1): stuck in 3 of 4 teams\n"
        in (look(session))
    )
    agree(session, "cedar", {"EC2.Teachers1": 3, "EC1.Leaders1": 1})
    assert "(EC2.Teachers1): below 3 in 2 of 3 teams\n" in look(session)
    assert "(EC1.Leaders1)" not in look(session)


@pytest.mark.unit
def test_teams_with_another_instrument_stand_apart_and_are_not_added_up(session: Session) -> None:
    add_district(session, LEADERS, ["lakeside", "brookfield"])
    for name in ("lakeside", "brookfield"):
        add_school(session, name, 6)
    session.get_one(Team, "brookfield").instrument = OTHER.id
    agree(session, "lakeside", {"EC1.Leaders1": 2, "EC1.Leaders2": 3})
    agree(session, "brookfield", {"EC1.Leaders1": 4})
    words = look(session)
    assert f"{OTHER.title}\nTogether 0 of 16 indicators at level 2 or above.\nBrookfield\n0 of 16" in words
    assert f"{_MAP.title}\nTogether 1 of 16 indicators at level 3 or above.\nLakeside\n1 of 16" in words


@pytest.mark.unit
def test_of_many_teams_those_are_named_that_may_want_support_and_the_table_has_all(session: Session) -> None:
    names = [f"school-{number:03}" for number in range(200)]
    add_district(session, LEADERS, [*names, "gone"])
    for number, name in enumerate(names):
        add_school(session, name, 4 if number % 50 == 0 else 5, name=f"{'N' * 76} {number:03}")
        agree(session, name, {"EC1.Leaders1": 3})
        if number % 2:
            add_goal(session, "EC1.Leaders2", 3, date(2026, 11, 30), team_id=name)
    words = look(session)
    assert len(words) < 3500
    assert "200 teams." in words
    assert "196 teams may want support; the 10 with the most reasons, by name\n" in words
    assert words.count("1 goal past its day; no check-in closed") == 10
    assert words.index(f"{'N' * 76} 001") < words.index(f"{'N' * 76} 003")
    assert "Too few people to show anything, so in none of the numbers: " in words
    assert "1 team that is named is not there any more." in words
    desk = desk_of(session)
    made = sheet.make(rows.given(told(session), desk.t, desk.team_reader(session.get_one(Team, TEAM))))
    lines = made.content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 202
    assert lines[1].endswith(",,,,,,,,,,,,Too few people to show anything: fewer than 5.")
    assert ",16,1,1,,,0,1,0,,,0,2026-11-17,1 goal past its day; no check-in closed" in lines[2]


@pytest.mark.unit
def test_it_asks_the_database_as_often_for_thirty_teams_as_for_three(session: Session) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
    names = [f"school-{number:02}" for number in range(30)]
    add_district(session, LEADERS, names)
    for name in names:
        agree(session, name, {"EC1.Leaders1": 3}) if add_school(session, name, 5) else None
    session.flush()
    counts = []
    for teams in (names[:3], names):
        asked.clear()
        look(session, teams)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 20


@pytest.mark.unit
def test_a_district_of_teams_without_anything_says_so_plainly(session: Session) -> None:
    add_district(session, LEADERS, ["lakeside"])
    add_school(session, "lakeside", 6)
    assert (
        "Lakeside\n0 of 16 indicators at level 3 or above, 16 not agreed yet.\n"
        "No check-in closed.\nEvidence for 0 of 16. Nothing agreed yet.\n"
    ) in look(session)
