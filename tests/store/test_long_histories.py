"""What every rating asks is found through the person, however much the others have said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.store.lineage import lineage_of, under
from bot.store.queries import ratings
from tests.builders import TEAM
from tests.charts.school import NOW, School, a_school

pytestmark = pytest.mark.unit
INDICATOR = "EC1.Leaders2"


def plans(school: School, asks: Callable[[Session], object]) -> list[str]:
    """How SQLite finds the rows of every statement that `asks` runs."""
    engine, said = school.session.get_bind(), []
    listening = (engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
    event.listen(*listening)
    asks(school.session)
    event.remove(*listening)
    ask = school.session.connection().exec_driver_sql
    return [row[3] for words, values in said for row in ask("EXPLAIN QUERY PLAN " + words, values)]


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


def test_a_rating_looks_for_its_window_among_what_is_still_open_for_the_person() -> None:
    with a_school() as school:
        found = plans(school, rate(school, school.people[0]))
    (plan,) = [plan for plan in found if "prompt" in plan]
    assert "ix_prompt_person_asks_closes (person_id=? AND asks=? AND closes_at>?)" in plan
