"""Pictures show what the team agreed on and aims at, and nothing that words would not show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.charts.gather import (
    distribution_of,
    gaps_of,
    grid_of,
    known,
    response_of,
    trend_of,
)
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.store.models import AgreedState
from rubric.load import load_library
from tests.builders import TEAM, add_goal, add_state
from tests.charts.school import NOW, READER, School, T, a_school, add_check_in, add_round, add_run

pytestmark = pytest.mark.unit
WEEK = timedelta(days=7)
SPANISH = Reader("America/New_York", "es", NOW)


def votes(school: School) -> object:
    return distribution_of(school.desk, school.known, T, READER, NOW - WEEK, NOW)


def test_a_round_of_the_grid_is_a_quarter_in_which_something_was_agreed() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 1, date(2025, 11, 3), people=8)
        add_state(school.session, "EC1.Leaders2", 2, date(2025, 12, 1), people=8)
        add_state(school.session, "EC1.Leaders1", 2, date(2026, 5, 4), people=8)
        add_state(school.session, "EC2.Teachers1", 3, date(2026, 12, 7), people=8)
        chart = grid_of(school.known, T, READER)
    assert chart is not None
    assert chart.rounds == ("Dec 2025", "May 2026", "Dec 2026")
    levels = {line.id: line.levels for group in chart.groups for line in group.lines}
    assert levels["EC1.Leaders1"] == (1, 2, 2)
    assert levels["EC1.Leaders2"] == (2, 2, 2)
    assert levels["EC2.Teachers1"] == (None, None, 3)
    assert levels["EC3.Students1"] == (None, None, None)
    assert len(levels) == 16
    assert "".join(step.letter for step in chart.scale) == "GPRFS"


def test_only_the_latest_four_rounds_are_shown() -> None:
    with a_school() as school:
        for quarter in range(12):
            day = date(2024 + quarter // 4, 3 * (quarter % 4) + 2, 1)
            add_state(school.session, "EC1.Leaders1", 1 + quarter % 5, day, people=8)
        chart = grid_of(school.known, T, SPANISH)
    assert chart is not None
    assert chart.rounds == ("feb 2026", "may 2026", "ago 2026", "nov 2026")
    assert chart.groups[0].lines[0].levels == (4, 5, 1, 2)


def test_a_level_without_consensus_is_marked() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 2, date(2026, 12, 7), people=8)
        row = school.session.query(AgreedState).one()
        row.provisional = True
        school.session.flush()
        chart, trend = grid_of(school.known, T, READER), trend_of(school.known, T, READER, "EC1.Leaders1")
    assert chart is not None
    assert trend is not None
    assert chart.groups[0].lines[0].provisional == (0,)
    assert chart.provisional == trend.provisional == "no consensus, for now"
    assert trend.points[0].said == "7 Dec 2026: 2 · Progressing, no consensus, for now"


def test_where_nothing_is_known_there_is_no_picture() -> None:
    with a_school() as school:
        assert grid_of(school.known, T, READER) is None
        assert gaps_of(school.known, T, READER) is None
        assert trend_of(school.known, T, READER) is None
        assert response_of(school.desk, school.team, T, READER, NOW) is None
        assert votes(school) is None


def test_gaps_stand_by_outcome_the_widest_first() -> None:
    with a_school() as school:
        for indicator, level in (("EC1.Leaders1", 3), ("EC1.Leaders2", 1), ("EC2.Teachers1", 4)):
            add_state(school.session, indicator, level, date(2026, 11, 2), people=8)
        for indicator, goal, day in (
            ("EC1.Leaders1", 4, date(2026, 12, 1)), ("EC1.Leaders2", 3, date(2027, 6, 8)),
            ("EC1.Leaders3", 2, date(2027, 6, 8)), ("EC2.Teachers1", 4, date(2027, 6, 8)),
        ):  # fmt: skip
            add_goal(school.session, indicator, goal, day)
        chart = gaps_of(school.known, T, READER)
    assert chart is not None
    first, second = chart.groups
    assert first.said == "0 of 3 goals reached · 3 levels to go · 1 not agreed yet"
    assert second.said == "1 of 1 goal reached"
    assert [(gap.id, gap.said) for gap in (*first.gaps, *second.gaps)] == [
        ("EC1.Leaders2", "at 1, goal 3 by Tue 8 Jun"),
        ("EC1.Leaders1", "at 3, goal 4 was due Tue 1 Dec"),
        ("EC1.Leaders3", "not agreed yet, goal 2 by Tue 8 Jun"),
        ("EC2.Teachers1", "at 4, goal 4 reached"),
    ]


def test_a_trend_is_of_the_focus_that_has_levels_with_its_goal_on_its_day() -> None:
    with a_school() as school:
        add_goal(school.session, "EC1.Leaders3", 5, date(2027, 1, 8))
        add_goal(school.session, "EC1.Leaders2", 3, date(2027, 6, 8))
        add_state(school.session, "EC1.Leaders2", 1, date(2025, 11, 3), people=8)
        add_state(school.session, "EC1.Leaders2", 2, date(2026, 11, 3), people=8)
        chart = trend_of(school.known, T, READER)
    assert chart is not None
    assert chart.id == "EC1.Leaders2"
    assert [(one.when, one.level) for one in chart.points] == [("Nov 2025", 1), ("Nov 2026", 2)]
    assert chart.goal_day is not None
    assert chart.goal_day - chart.points[-1].day == (date(2027, 6, 8) - date(2026, 11, 3)).days
    assert chart.goal_said == "Goal: 3 by 8 Jun 2027"


def test_votes_are_drawn_once_they_are_revealed_and_are_enough() -> None:
    with a_school() as school:
        add_goal(school.session, "EC1.Leaders2", 4, date(2027, 6, 8))
        one = add_round(school, "EC1.Leaders2", (2, 3, 3, 4, 3, "dont-know"), "voting")
        assert votes(school) is None
        one.state, one.revealed_at = "revealed", NOW - timedelta(days=1)
        chart = distribution_of(school.desk, school.known, T, READER, NOW - WEEK, NOW)
        assert chart is not None
        assert chart.counts == (0, 1, 3, 1, 0)
        assert (chart.median, chart.target, chart.apart) == (3.0, 4, ("I don't know: 1",))
        assert distribution_of(school.desk, school.known, T, READER, NOW, NOW + WEEK) is None
        school.team.settings = {"group_floor": 6}
        school.session.flush()
        assert votes(school) is None


@pytest.mark.parametrize("state", ["recorded", "no-consensus", "cancelled", "voting"])
def test_a_round_that_was_called_off_or_is_voted_on_again_is_not_drawn(state: str) -> None:
    with a_school() as school:
        add_round(school, "EC1.Leaders2", (2, 3, 3, 4, 3), state)
        assert (votes(school) is not None) is (state in ("recorded", "no-consensus"))


def test_rounds_are_found_on_both_databases(migrated_url: str) -> None:
    with a_school(migrated_url) as school:
        add_round(school, "EC1.Leaders2", (2, 3, 3, 4, 3), "recorded")
        assert votes(school) is not None


def test_runs_of_check_ins_are_counted_and_small_ones_left_out() -> None:
    with a_school() as school:
        weekly, small = add_check_in(school, "Weekly"), add_check_in(school, "Few")
        for back, answered in ((21, 8), (14, 6), (7, 0)):
            add_run(school, weekly, (NOW - timedelta(days=back)).date(), 8, answered)
        add_run(school, small, (NOW - timedelta(days=5)).date(), 4, 4)
        add_run(school, weekly, NOW.date(), 8, 8)
        chart = response_of(school.desk, school.team, T, READER, NOW)
    assert chart is not None
    assert [(run.when, run.said) for run in chart.runs] == [
        ("Tue 17 Nov", "8 of 8"),
        ("Tue 24 Nov", "6 of 8"),
        ("Tue 1 Dec", "0 of 8"),
    ]
    assert chart.left_out == "Not shown: 1 run that fewer than 5 people could answer."


def test_five_years_take_as_few_questions_as_one_day() -> None:
    with a_school() as school:
        for indicator in load_library().instrument("engaged-stem-community").indicators:
            add_goal(school.session, indicator.id, 5, date(2027, 6, 8))
            for half in range(10):
                day = date(2022 + half // 2, 5 + 6 * (half % 2), 3)
                add_state(school.session, indicator.id, 1 + half // 3, day, people=8)
        school.session.flush()
        desk, team, asked = school.desk, school.team, []
        event.listen(school.session.get_bind(), "before_cursor_execute", lambda *one: asked.append(one[2]))
        found = known(desk, team)
        for words, reader in ((T, READER), (phrases_in("es"), SPANISH)):
            grid_of(found, words, reader)
            gaps_of(found, words, reader)
            trend_of(found, words, reader)
        assert len(asked) == 3, asked
        assert team.id == TEAM
