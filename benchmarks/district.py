"""A district of many teams with years of ratings, written by the database itself, the same on every kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from benchmarks.local_addresses import SLACK_TEAM
from benchmarks.school import AGREED, INSTRUMENT, TERM_STARTS
from bot.store.models.base import Instant
from rubric.fingerprint import fingerprint
from rubric.load import load_library

RATED, SPOKEN_ABOUT = datetime(2026, 10, 5, 14, tzinfo=UTC), date(2026, 10, 12)
# Among a team's ratings, every so many are undone.
UNDONE: Final = 50
INSTANTS: Final = ("agreed", "rated")

_COUNT = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last) "
_TEAMS = (
    "INSERT INTO team (id, name, zone, locale, instrument, settings) "
    "SELECT 'team-' || i, 'Team ' || i, 'UTC', 'en', :instrument, '{}' FROM n"
)
_PEOPLE = (
    "INSERT INTO person (id, name, zone, locale, greeted_at, agreed_at) "
    "SELECT i + 1, 'Person ' || i, 'UTC', 'en', :agreed, :agreed FROM n"
)
_ACCOUNTS = (
    "INSERT INTO account (person_id, platform, workspace, account, preferred) "
    "SELECT i + 1, 'slack', :workspace, 'U' || i, true FROM n"
)
_SEATS = (
    "INSERT INTO membership (team_id, person_id, permission, starts_on, managed) "
    "SELECT 'team-' || (i % :teams), i + 1, 'member', :starts, 'chat' FROM n"
)
# One team after another rates, so that the ratings of one team lie apart on the disk as they would in life.
_RATINGS = (
    "INSERT INTO rating (team_id, person_id, instrument, version, fingerprint, indicator, answer, level, "
    "evidence, given_at, through, undone_at) "
    "SELECT 'team-' || (i % :teams), i % :teams + :teams * (i / :teams % :people) + 1, :instrument, :version,"
    " :fingerprint, word.indicator, 'level', i / 7 % 5 + 1, 'Seen in the hall', :rated, 'slack', "
    "CASE WHEN i / :teams % :undone = 0 THEN :rated END "
    "FROM n JOIN word ON word.place = i / :teams / :people % :indicators"
)
_STATES = (
    "INSERT INTO agreed_state (team_id, instrument, version, fingerprint, indicator, level, people, "
    "agreed_on, managed, agreement) "
    "SELECT 'team-' || (i % :teams), :instrument, :version, :fingerprint, word.indicator, i % 5 + 1, 9, "
    ":spoken, 'chat', 0.83 FROM n JOIN word ON word.place = i / :teams % :indicators"
)
_GOALS = (
    "INSERT INTO goal (team_id, instrument, version, fingerprint, indicator, level, by_day, set_on, managed) "
    "SELECT 'team-' || (i % :teams), :instrument, :version, :fingerprint, word.indicator, 5, :by, :spoken, "
    "'chat' FROM n JOIN word ON word.place = i / :teams % :indicators"
)
_EVIDENCE = (
    "INSERT INTO evidence (team_id, instrument, version, fingerprint, indicator, person_id, link, words, "
    "dated_on, given_at, through) "
    "SELECT 'team-' || (i % :teams), :instrument, :version, :fingerprint, word.indicator, i % :teams + 1, "
    "'https://example.org/' || i, 'A photo of the wall', :spoken, :rated, 'slack' "
    "FROM n JOIN word ON word.place = i / :teams % :indicators"
)


@dataclass(frozen=True, slots=True)
class District:
    """How many there are; every team has as many people, and has agreed on half of its indicators."""

    teams: int = 1000
    people_each: int = 12
    ratings: int = 1_000_000


def account_of(team: int) -> str:
    """An account in Slack of somebody of the team `team-…`."""
    return f"U{team}"


def fill(session: Session, district: District) -> None:
    """Write all rows; the database has to be new."""
    instrument = load_library().instrument(INSTRUMENT)
    names = [each.id for each in instrument.indicators]
    session.execute(text("CREATE TEMPORARY TABLE word (place INTEGER PRIMARY KEY, indicator TEXT)"))
    session.execute(
        text("INSERT INTO word VALUES (:place, :name)"),
        [{"place": place, "name": name} for place, name in enumerate(names)],
    )
    teams, people = district.teams, district.teams * district.people_each
    said = {"instrument": INSTRUMENT, "version": instrument.version, "fingerprint": fingerprint(instrument)}
    spread = {"teams": teams, "people": district.people_each, "indicators": len(names), "undone": UNDONE}
    days = {"agreed": AGREED, "rated": RATED, "starts": TERM_STARTS, "spoken": SPOKEN_ABOUT}
    values = said | spread | days | {"by": date(2027, 5, 28), "workspace": SLACK_TEAM}
    for statement, rows in (
        (_TEAMS, teams),
        (_PEOPLE, people),
        (_ACCOUNTS, people),
        (_SEATS, people),
        (_RATINGS, district.ratings),
        (_STATES, teams * len(names) // 2),
        (_GOALS, teams * 4),
        (_EVIDENCE, teams * len(names)),
    ):
        _write(session, statement, {"last": rows - 1, **values})
    session.execute(text("DROP TABLE word"))


def _write(session: Session, statement: str, values: dict[str, object]) -> None:
    instants = [bindparam(name, type_=Instant()) for name in INSTANTS if f":{name}" in statement]
    session.execute(text(_COUNT + statement).bindparams(*instants), values)
