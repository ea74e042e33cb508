"""A home costs few statements however many people there are, and shows all teams of who is in several."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.app import App, assemble
from bot.chat.cards import in_plain_words
from bot.chat.events import CommandCall, Person, Place
from bot.chat.messenger import Reception
from bot.chat.replies import Say
from bot.store.engine import open_store
from bot.store.models import Membership, Team
from rubric.load import load_library
from rubric.model import Library
from tests.builders import (
    INSTRUMENT,
    TERM_STARTS,
    Someone,
    add_schedule,
    add_state,
    add_team,
    person_called,
)
from tests.schedule.set_clock import SetClock
from tests.town import SLACK_IDS, SLACK_TEAM

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
PAT = Person("slack", SLACK_TEAM, SLACK_IDS["pat"])
# A member of one team with a check-in that is open.
STATEMENTS = 17


@pytest.fixture
def library() -> Library:
    return load_library()


@pytest.fixture
async def desk(migrated_sqlite_url: str, library: Library) -> AsyncIterator[tuple[App, SetClock, Reception]]:
    clock, receptions = SetClock(MONDAY, MONDAY), list[Reception]()

    def connect(reception: Reception) -> tuple[()]:
        receptions.append(reception)
        return ()

    app = assemble(open_store(migrated_sqlite_url), clock, library, connect)
    yield app, clock, receptions[0]
    await app.store.close()


def _school(session: Session) -> None:
    names = ("fay", "cora", "theo", "sam", "stella", "liv", "dina", "finn", "nora")
    people = [Someone(name, ("slack",), ("building-administration",)) for name in names]
    add_team(session, (Someone("pat", ("slack",), ("building-administration",)), *people))
    add_schedule(session, "check-in", "weekly on Tue", time(15), {"indicators": ["EC1.Leaders3"]})
    for year in range(2022, 2027):
        add_state(session, "EC1.Leaders2", year - 2021, date(year, 9, 14), people=6)


def _more_teams(session: Session) -> None:
    for number in range(12):
        team = Team(
            id=f"mesa-{number}", name=f"Mesa {number}", zone="America/Denver", locale="en",
            instrument=INSTRUMENT, settings={},
        )  # fmt: skip
        session.add(team)
        session.flush()
        seat = Membership(
            team_id=team.id, person_id=person_called(session, "pat").id, permission="facilitator"
        )
        seat.starts_on, seat.managed = TERM_STARTS, "chat"
        session.add(seat)


def _with_many_indicators() -> Library:
    library = load_library()
    today = library.instruments[INSTRUMENT]
    known = today.indicators[1]
    others = [
        replace(
            known, id=f"EC1.Leaders{number + 10}", short_title=f"Indicator number {number} ".ljust(80, "ש")
        )
        for number in range(39)
    ]
    many = replace(today, indicators=(known, *others))
    return replace(library, instruments={**library.instruments, INSTRUMENT: many})


async def _home(reception: Reception) -> str:
    place = Place("slack", SLACK_TEAM, "", direct=True)
    reply = await reception.answer(CommandCall("key", PAT, place, "home"))
    assert isinstance(reply, Say)
    assert not reply.kept
    return in_plain_words(reply.card)


@contextmanager
def _counted() -> Iterator[list[str]]:
    told: list[str] = []

    def take_down(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            told.append(statement)

    event.listen(Engine, "before_cursor_execute", take_down)
    try:
        yield told
    finally:
        event.remove(Engine, "before_cursor_execute", take_down)


async def test_a_home_with_an_open_check_in_takes_few_statements(
    desk: tuple[App, SetClock, Reception],
) -> None:
    app, clock, reception = desk
    await app.store.write(_school)
    for _ in range(10):
        clock.goes_on(hours=3)
        await app.keeper.tick()
    with _counted() as statements:
        words = await _home(reception)
    assert "How has it moved lately?" in words
    assert "5 S Building the STEM Leadership Team" in words
    assert len(statements) <= STATEMENTS


async def test_who_is_in_many_teams_sees_them_all(desk: tuple[App, SetClock, Reception]) -> None:
    app, _, reception = desk
    await app.store.write(_school)
    await app.store.write(_more_teams)
    words = await _home(reception)
    assert "Where Riverbend SLT stands" in words
    assert all(f"Where Mesa {number} stands" in words for number in range(12))
    assert all(f"You facilitate Mesa {number}." in words for number in range(12))


@pytest.mark.parametrize("library", [_with_many_indicators()])
async def test_forty_indicators_with_long_titles_all_stand_there(
    desk: tuple[App, SetClock, Reception],
) -> None:
    app, _, reception = desk
    await app.store.write(_school)
    words = await _home(reception)
    assert all(f"Indicator number {number} ש" in words for number in range(39))
