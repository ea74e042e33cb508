"""What every rating asks is found through the person, however much the others have said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, event, select
from sqlalchemy.orm import Session

from bot.store.lineage import lineage_of, under
from bot.store.models import InstrumentVersion, Prompt, Team
from bot.store.queries import prompts, ratings, reminders
from rubric.as_data import instrument_as_data
from tests.builders import INSTRUMENT, TEAM
from tests.charts.school import NOW, School, a_school, add_check_in, add_run

pytestmark = pytest.mark.unit
INDICATOR = "EC1.Leaders2"


def run_again(school: School, asks: Callable[[Session], object], before: str = "") -> list[Row[Any]]:
    """What each statement finds that `asks` runs, with such words before it."""
    engine, said = school.session.get_bind(), []
    listening = (engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
    event.listen(*listening)
    asks(school.session)
    event.remove(*listening)
    ask = school.session.connection().exec_driver_sql
    return [row for words, values in said for row in ask(before + words, values)]


def plans(school: School, asks: Callable[[Session], object]) -> list[str]:
    """How SQLite finds the rows of every statement that `asks` runs."""
    return [row[3] for row in run_again(school, asks, "EXPLAIN QUERY PLAN ")]


def rate(school: School, person_id: int) -> Callable[[Session], object]:
    words = under(school.desk.instrument(school.team))
    given = {"team_id": TEAM, "person_id": person_id, **words, "indicator": INDICATOR, "answer": "level"}
    given |= {"level": 3, "evidence": "", "seen": [], "given_at": NOW, "through": "slack"}
    return lambda session: ratings.add(session, given)


def test_a_persons_newest_rating_is_found_among_their_own() -> None:
    with a_school() as school:
        lineage, person = lineage_of(school.session, school.desk.instrument(school.team)), school.people[0]
        found = plans(school, lambda session: ratings.latest_by(session, lineage, TEAM, person, INDICATOR))
    (plan,) = [plan for plan in found if "rating" in plan]
    assert "ix_rating_person_team_indicator (person_id=? AND team_id=? AND indicator=? AND rowid<?)" in plan


def test_after_new_editions_of_the_rubric_it_is_found_there_too_and_their_words_are_read_once() -> None:
    with a_school() as school:
        today, person = school.desk.instrument(school.team), school.people[0]
        for year in ("2024", "2025"):
            old = replace(today, version=year)
            words = {"fingerprint": under(old)["fingerprint"], "content": instrument_as_data(old)}
            school.session.add(InstrumentVersion(instrument=old.id, version=year, first_seen_at=NOW, **words))
        school.session.flush()
        lineage = lineage_of(school.session, today)
        assert [each.words.version for each in lineage.editions.values()] == ["2024", "2025", today.version]
        asked = plans(school, lambda session: lineage_of(session, today))
        found = plans(school, lambda session: ratings.latest_by(session, lineage, TEAM, person, INDICATOR))
    (plan,) = [plan for plan in found if "rating" in plan]
    assert "ix_rating_person_team_indicator (person_id=? AND team_id=? AND indicator=? AND rowid<?)" in plan
    assert not [plan for plan in asked if "version=?" in plan]


def test_a_rating_looks_for_its_window_among_what_is_still_open_for_the_person() -> None:
    with a_school() as school:
        found = plans(school, rate(school, school.people[0]))
    (plan,) = [plan for plan in found if "prompt" in plan]
    assert "ix_prompt_person_closes (person_id=? AND closes_at>?)" in plan


def test_what_a_reminder_is_about_is_found_by_its_delivery() -> None:
    with a_school() as school:
        found = plans(school, lambda session: reminders.reminded_of(session, 7))
    assert "SEARCH reminder USING INDEX ix_reminder_delivery_id (delivery_id=?)" in found
    assert not [plan for plan in found if plan.startswith("SCAN")]


def test_of_years_of_answers_only_the_newest_are_read() -> None:
    with a_school() as school:
        check_in = add_check_in(school, "Weekly")
        for week in range(30, 0, -1):
            add_run(school, check_in, NOW.date() - timedelta(weeks=week), asked=3, answered=3)
        school.session.expire_all()
        every = school.session.scalars(select(Prompt).order_by(Prompt.id)).all()
        *_, before, last = [one for one in every if one.person_id == every[0].person_id]
        asked = [one for one in every if one.occurrence_id == last.occurrence_id]
        read = run_again(school, lambda session: prompts.answers_before(session, asked))
        found = prompts.answers_before(school.session, asked)
        assert found[last.id].prompt_id == before.id
        # The newest of each of the three, and what they said to the prompts themselves.
        assert (len(found), len(read)) == (3, 6)


def test_what_was_said_between_two_prompts_counts_for_the_later_one() -> None:
    with a_school() as school:
        check_in = add_check_in(school, "Weekly")
        for week in (3, 2, 1):
            add_run(school, check_in, NOW.date() - timedelta(weeks=week), asked=1, answered=1)
        first, second, third = school.session.scalars(select(Prompt).order_by(Prompt.id))
        found = prompts.answers_before(school.session, [second, third])
        assert {asked: answer.prompt_id for asked, answer in found.items()} == {
            second.id: first.id,
            third.id: second.id,
        }
        assert prompts.answers_before(school.session, [first]) == {}


def test_what_somebody_said_in_another_team_is_not_what_they_said_here() -> None:
    with a_school() as school:
        check_in = add_check_in(school, "Weekly")
        for week in (2, 1):
            add_run(school, check_in, NOW.date() - timedelta(weeks=week), asked=1, answered=1)
        elsewhere, here = school.session.scalars(select(Prompt).order_by(Prompt.id))
        school.session.add(
            Team(id="another", name="Another", zone="UTC", locale="en", instrument=INSTRUMENT, settings={})
        )
        school.session.flush()
        elsewhere.team_id = "another"
        assert prompts.answers_before(school.session, [here]) == {}
