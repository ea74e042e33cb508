"""What stands in each section of the team's digest; one without anything to say is not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.features.digest.sections.table import TABLE
from bot.schedule.digest_settings import SECTIONS
from bot.store.models import Occurrence, Publication
from tests.builders import TEAM, add_goal, add_rating, add_schedule, add_state
from tests.charts.school import NOW, School, a_school, add_round
from tests.features.digest_read import WEEK, asked, read

pytestmark = pytest.mark.unit
TUESDAY = date(2026, 12, 8)
LAST_WEEK, BEFORE = TUESDAY - timedelta(days=6), TUESDAY - timedelta(days=13)
INSTRUMENT_DAY = date(2026, 9, 14)


def test_the_table_knows_every_section() -> None:
    assert tuple(TABLE) == SECTIONS


def test_what_was_agreed_is_told_with_the_level_before_and_makes_the_week_no_quiet_one() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 2, INSTRUMENT_DAY, people=8)
        add_state(school.session, "EC1.Leaders2", 3, INSTRUMENT_DAY, people=8)
        for id_, level in (("EC1.Leaders1", 3), ("EC1.Leaders2", 3), ("EC1.Students1", 1)):
            add_state(school.session, id_, level, LAST_WEEK, people=8)
        words = read(school)
        assert words.startswith("Agreed on 3 indicators.")
        assert (
            "Agreed\n"
            "Building support for STEM (EC1.Leaders1): 3 · Refining and Expanding, before 2\n"
            "Building the STEM Leadership Team (EC1.Leaders2): 3 · Refining and Expanding, as before\n"
            "Students' understanding of STEM (EC1.Students1): 1 · Getting Started, for the first time\n"
        ) in words
        later = read(school, until=NOW + WEEK)
    assert "Agreed on" not in later
    assert "A quiet week" in later


def test_an_agreement_counts_for_the_time_in_which_its_round_ended_whatever_its_day() -> None:
    with a_school() as school:
        ended = add_round(school, "EC1.Leaders1", (3, 3, 3, 3, 3), "recorded")
        add_state(school.session, "EC1.Leaders1", 3, TUESDAY + timedelta(days=30), people=5)
        school.session.flush()
        for state in school.known.agreed["EC1.Leaders1"]:
            state.round_id, state.agreed_on = ended.id, TUESDAY - timedelta(days=8)
        assert "Agreed on 1 indicator." in read(school)
        assert "Agreed on" not in read(school, until=NOW + WEEK)


def test_what_moves_again_is_no_longer_stuck_and_does_not_stand_twice() -> None:
    with a_school() as school:
        asked(school.session, {"pat": "stuck"}, BEFORE)
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        asked(school.session, {"cora": "moving"}, LAST_WEEK, subject="EC1.Leaders2")
        words = read(school)
        assert "2 indicators moved." in words
        assert "Moved\nBuilding the STEM Leadership Team (EC1.Leaders2)\n" in words
        assert "No longer stuck\nBuilding support for STEM (EC1.Leaders1)\n" in words
        assert words.count("EC1.Leaders1") == 1
        without = read(school, settings={"sections": ["headline", "moved"]})
    assert "Moved\nBuilding support for STEM (EC1.Leaders1)\nBuilding the STEM" in without


def test_what_is_stuck_for_longer_says_since_when() -> None:
    with a_school() as school:
        asked(school.session, {"pat": "stuck"}, BEFORE)
        asked(school.session, {"pat": "stuck"}, LAST_WEEK)
        asked(school.session, {"cora": "stuck"}, LAST_WEEK, subject="EC1.Leaders2")
        words = read(school)
    assert (
        "Stuck\n"
        "Building support for STEM (EC1.Leaders1), since Wed 25 Nov\n"
        "Building the STEM Leadership Team (EC1.Leaders2)\n"
    ) in words


def test_what_one_finds_stuck_and_another_moving_stands_once_with_both() -> None:
    with a_school() as school:
        asked(school.session, {"pat": "stuck", "cora": "moving"}, LAST_WEEK)
        words = read(school)
    assert words.startswith("1 indicator is stuck. 2 of 2 check-ins answered.")
    assert "Stuck\nBuilding support for STEM (EC1.Leaders1), also said to be moving\n" in words
    assert "Moved" not in words


def test_three_moves_are_told_and_the_rest_is_counted() -> None:
    with a_school() as school:
        for id_ in ("EC1.Leaders1", "EC1.Leaders2", "EC1.Leaders3", "EC1.Leaders4", "EC1.Teachers1"):
            asked(school.session, {"pat": "moving"}, LAST_WEEK, subject=id_)
        words = read(school)
    moved = words[words.index("Moved") :].split("\n")[:5]
    assert moved[-1] == "and 2 more"
    assert len(moved) == 5


def five_goals(school: School) -> None:
    for number, id_ in enumerate(("EC1.Leaders1", "EC1.Leaders2", "EC1.Leaders3", "EC1.Leaders4")):
        add_goal(school.session, id_, 3, date(2027, 3, 1 + number))
    add_goal(school.session, "EC2.Teachers1", 4, date(2027, 5, 3))
    add_goal(school.session, "EC3.Students1", 5, date(2027, 5, 4))
    add_state(school.session, "EC3.Students1", 1, INSTRUMENT_DAY, people=8)
    asked(school.session, {"pat": "moving"}, LAST_WEEK)


def test_the_focus_is_four_goals_and_the_widest_of_the_others_come_after_it() -> None:
    with a_school() as school:
        five_goals(school)
        words = read(school)
        alone = read(school, settings={"sections": ["headline", "gaps"]})
    assert words.count("goal 3 by") == 4
    assert (
        "Further goals\n"
        "Students speaking up for STEM: at 1, goal 5 by Tue 4 May\n"
        "Strategic partnerships that fit the curriculum: not yet agreed, goal 4 by Mon 3 May"
    ) in words
    assert words.count("[ See all goals ]") == 1
    assert "On the way to a goal\n" in alone
    assert "and 3 more" in alone


def test_a_goal_whose_day_is_over_says_so() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 2, INSTRUMENT_DAY, people=8)
        add_goal(school.session, "EC1.Leaders1", 4, date(2026, 11, 30))
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        assert "Building support for STEM: at 2, goal 4 was due Mon 30 Nov" in read(school)


def publish(school: School, ratings: list[int], days_ago: int) -> None:
    school.session.add(
        Publication(
            team_id=TEAM,
            subject="EC1.Leaders1",
            content={"ratings": ratings},
            published_at=NOW - timedelta(days=days_ago),
        )
    )


def rate(school: School, names: tuple[str, ...], level: int) -> list[int]:
    return [add_rating(school.session, name, "EC1.Leaders1", level).id for name in names]


FIVE = ("fay", "pat", "cora", "theo", "sam")


@pytest.mark.parametrize(
    ("later", "level", "said"),
    [
        (FIVE, 3, "the same 5 people rate it median 2 → 3"),
        (FIVE, 2, "the same 5 people rate it as before, median 2"),
        ((*FIVE[:4], "liv"), 3, "rated anew, but not by the same people, so no change is told"),
        ((*FIVE, "liv"), 3, "rated anew, but not by the same people, so no change is told"),
    ],
    ids=["moved", "as before", "another rater", "one more"],
)
def test_a_change_of_ratings_is_told_only_of_the_same_raters(
    later: tuple[str, ...], level: int, said: str
) -> None:
    with a_school() as school:
        add_goal(school.session, "EC1.Leaders1", 4, date(2027, 4, 30))
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        publish(school, rate(school, FIVE, 2), days_ago=20)
        publish(school, rate(school, later, level), days_ago=2)
        words = read(school)
        assert f"Building support for STEM: not yet agreed, goal 4 by Fri 30 Apr · {said}" in words
        assert "the same" not in read(school, until=NOW + WEEK)


def test_figures_that_were_never_shown_before_are_no_change() -> None:
    with a_school() as school:
        add_goal(school.session, "EC1.Leaders1", 4, date(2027, 4, 30))
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        publish(school, rate(school, FIVE, 2), days_ago=2)
        assert "goal 4 by Fri 30 Apr\n" in read(school)


def test_what_nothing_is_to_be_said_of_is_not_there() -> None:
    with a_school() as school:
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        words = read(school)
    assert words == (
        "1 indicator moved. 1 of 1 check-ins answered.\n"
        "Moved\nBuilding support for STEM (EC1.Leaders1)\n"
        "No meeting is planned.\n"
        "[ See status ]\n"
        "Riverbend SLT, Tue 1 Dec to Tue 8 Dec."
    )


def test_sections_come_in_the_order_that_was_chosen_and_none_else() -> None:
    with a_school() as school:
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        asked(school.session, {"cora": "stuck"}, LAST_WEEK, subject="EC1.Leaders2")
        words = read(school, settings={"sections": ["stuck", "moved"]})
        nothing = read(school, settings={"sections": ["gaps"]})
    assert words.startswith(
        "Stuck\nBuilding the STEM Leadership Team (EC1.Leaders2)\nMoved\nBuilding support"
    )
    assert "No meeting" not in words
    assert nothing.startswith("1 indicator moved. 1 is stuck.")


def test_a_team_without_any_data_gets_one_line() -> None:
    with a_school() as school:
        for permission in ("", "leader", "facilitator"):
            assert read(school, permission) == (
                "A quiet week for Riverbend SLT. No check-in was due.\nNo meeting is planned.\n[ See status ]"
            )


def test_evidence_is_counted_and_asked_for_where_a_level_is_high() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 3, INSTRUMENT_DAY, people=8)
        add_state(school.session, "EC1.Leaders2", 2, INSTRUMENT_DAY, people=8)
        add_rating(school.session, "pat", "EC1.Students1", 2).evidence = "a photo"
        asked(school.session, {"pat": "moving"}, LAST_WEEK)
        assert (
            "Evidence\n"
            "1 of 16 indicators have some from the last 12 months.\n"
            "Agreed at 3 or above without any: Building support for STEM\n"
            "[ Add evidence ]"
        ) in read(school)


def test_the_next_meeting_is_told_with_the_norm_that_its_reminder_carries() -> None:
    with a_school() as school:
        series = add_schedule(
            school.session, "meeting", "weekly on Thu", NOW.time(), {"link": "https://a.example"}
        )
        series.next_day = date(2026, 12, 17)
        first = read(school)
        for day, norm in ((date(2026, 12, 3), "pausing"), (date(2026, 12, 10), "providing-data")):
            school.session.add(
                Occurrence(
                    team_id=TEAM,
                    schedule_id=series.id,
                    day=day,
                    slot="",
                    due_at=NOW,
                    closes_at=NOW,
                    state="filled",
                    details={"norm": norm},
                )
            )
        reminded = read(school)
    assert "Next meeting: meeting, Thu 17 Dec, 8:00 pm. Norm: Pausing.\n[ Join the meeting ]" in first
    assert "Next meeting: meeting, Thu 10 Dec, 8:00 pm. Norm: Providing data." in reminded


def test_it_reads_in_spanish() -> None:
    with a_school() as school:
        five_goals(school)
        words = read(school, "facilitator", locale="es")
    assert "En foco" in words
    for english in ("Moved", "In focus", "Further goals", "No meeting", "goal 3", "Answered"):
        assert english not in words
