"""A quarter of weekly check-ins for the teams of `benchmarks.district`, written by the database itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from benchmarks.district import District
from benchmarks.school import INSTRUMENT
from bot.store.models.base import Instant
from rubric.load import load_library

WEEKS: Final = 12
DUE, CLOSED = datetime(2026, 11, 3, 15, tzinfo=UTC), datetime(2026, 11, 6, 22, tzinfo=UTC)
_COUNT = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last) "
_SCHEDULES = (
    "INSERT INTO schedule (id, team_id, slot, kind, title, rule, at, starts_on, settings, managed) "
    "SELECT i + 1, 'team-' || i, 'check-in', 'check-in', 'Check-in', 'weekly on Tue', '15:00:00', "
    "'2026-08-01', '{}', 'chat' FROM n"
)
# All runs lie in one week: how many there are is what costs, not when they were.
_RUNS = (
    "INSERT INTO occurrence (id, team_id, schedule_id, day, slot, due_at, closes_at, state, cursor, details) "
    "SELECT i + 1, 'team-' || (i % :teams), i % :teams + 1, '2026-11-03', 'run ' || (i / :teams), :due, "
    ":closed, 'closed', 0, '{}' FROM n"
)
_PROMPTS = (
    "INSERT INTO prompt (id, team_id, occurrence_id, person_id, subject, audience, due_at, closes_at) "
    "SELECT i + 1, 'team-' || (i % :teams), i % :runs + 1, i % :teams + :teams * (i / :runs) + 1, "
    "word.indicator, 'Leaders', :due, :closed "
    "FROM n JOIN word ON word.place = (i / :teams) % :indicators"
)
# Three of four answer.
_ANSWERS = (
    "INSERT INTO answer (team_id, prompt_id, person_id, movement, words, link, blocker, helper, given_at, "
    "through) "
    "SELECT team_id, id, person_id, CASE id % 3 WHEN 0 THEN 'moving' WHEN 1 THEN 'stuck' ELSE 'no-change' "
    "END, '', '', '', '', :due, 'slack' FROM prompt WHERE id % 4 > 0"
)
_REPORT = (
    "INSERT INTO schedule (id, team_id, slot, kind, title, rule, at, starts_on, settings, managed) "
    "VALUES (:id, 'team-0', 'report', 'digest', 'Report', 'quarterly on the first Monday', '09:00:00', "
    "'2026-08-01', :settings, 'config')"
)


def add_check_ins(session: Session, district: District) -> None:
    """A run a week in every team, which asks each of its people one thing."""
    names = [each.id for each in load_library().instrument(INSTRUMENT).indicators]
    session.execute(text("CREATE TEMPORARY TABLE word (place INTEGER PRIMARY KEY, indicator TEXT)"))
    session.execute(
        text("INSERT INTO word VALUES (:place, :name)"),
        [{"place": place, "name": name} for place, name in enumerate(names)],
    )
    runs = district.teams * WEEKS
    values = {"teams": district.teams, "runs": runs, "indicators": len(names), "due": DUE, "closed": CLOSED}
    for statement, rows in (
        (_SCHEDULES, district.teams),
        (_RUNS, runs),
        (_PROMPTS, runs * district.people_each),
    ):
        _write(session, _COUNT + statement, {"last": rows - 1, **values})
    _write(session, _ANSWERS, values)
    session.execute(text("DROP TABLE word"))


def add_report(session: Session, district: District, settings: str) -> None:
    """The report that the installation's file declares for the first team; `settings` is JSON."""
    session.execute(text(_REPORT), {"id": district.teams + 1, "settings": settings})


def _write(session: Session, statement: str, values: dict[str, object]) -> None:
    instants = [bindparam(name, type_=Instant()) for name in ("due", "closed") if f":{name}" in statement]
    session.execute(text(statement).bindparams(*instants), values)
