"""Whatever a person does that changes what a team keeps leaves a line in the log of changes."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

import pytest
from sqlalchemy.orm import Session

from bot.app import App, assemble
from bot.chat.card_data import card_from_data
from bot.chat.cards import Card, Option
from bot.chat.events import (
    ActionCall,
    Call,
    CommandCall,
    FormSubmission,
    Happening,
    MessageCall,
    Person,
    Place,
)
from bot.chat.messenger import Reception
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply
from bot.chat.router import Router
from bot.store.engine import open_store
from bot.store.models import Delivery
from rubric.load import load_library
from tests.builders import Someone, add_schedule, add_team, person_called
from tests.features.wanderer import Wanderer
from tests.schedule.set_clock import SetClock
from tests.town import SLACK_CHANNEL, SLACK_IDS, SLACK_TEAM

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
FAY = Person("slack", SLACK_TEAM, SLACK_IDS["fay"])
HERE = Place("slack", SLACK_TEAM, SLACK_CHANNEL)
# The log itself; what is remembered of an event; what is sent, made and was shown, which nobody changed.
NO_RECORDS = {
    "change",
    "seen_event",
    "draft",
    "link_code",
    "delivery",
    "delivery_prompt",
    "publication",
    "long_work",
    "stored_file",
    "instrument_version",
}
# Asking early writes down the questions, not what anybody said; a language is a wish about words alone.
UNLOGGED = {"checkin": {"occurrence", "prompt"}, "language": {"person"}}


@dataclass
class Watched:
    """A front desk, and a database that tells which tables each event wrote to."""

    desk: Reception
    file: str
    silent: list[str] = field(default_factory=list)
    logged: set[str] = field(default_factory=set)

    @property
    def router(self) -> Router:
        """What the front desk knows."""
        return self.desk.router

    def phrases(self, call: Call) -> Phrases:
        """As the front desk has them."""
        return self.desk.phrases(call)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Nothing is written by that."""
        return await self.desk.suggest(call, parameter, typed)

    async def notice(self, happening: Happening) -> None:
        """Nobody pressed anything."""
        await self.desk.notice(happening)

    async def answer(self, call: Call) -> Reply:
        """Answer, and note a change of a record without a line in the log."""
        self._forget()
        reply = await self.desk.answer(call)
        touched, name = self._touched(), _name(call)
        records = touched - NO_RECORDS - UNLOGGED.get(name.split(" ")[0], set())
        if records and "change" not in touched:
            self.silent.append(f"{name}: {', '.join(sorted(records))}")
        if "change" in touched:
            self.logged.add(name)
        return reply

    def _forget(self) -> None:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("DELETE FROM touched")

    def _touched(self) -> set[str]:
        with closing(sqlite3.connect(self.file)) as connection:
            return {row[0] for row in connection.execute("SELECT name FROM touched")}


def _name(call: Call) -> str:
    match call:
        case CommandCall():
            return " ".join(call.line.split()[:2])
        case ActionCall():
            return call.action
        case FormSubmission():
            return call.form
        case MessageCall():
            return call.shortcut


def _triggers(file: str) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    yield "CREATE TABLE touched (name TEXT)"
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            into = f"INSERT INTO touched VALUES ('{table}')"  # noqa: S608 - our own tables
            yield f'CREATE TRIGGER "watch_{table}_{event}" AFTER {event} ON "{table}" BEGIN {into}; END'


@dataclass
class School:
    """A team with a check-in on a clock that can be moved, and its watched front desk."""

    app: App
    clock: SetClock
    watched: Watched

    async def lives_on(self, *, hours: int) -> None:
        """Let the time pass, and everything happen that falls due."""
        for _ in range(0, hours, 3):
            self.clock.goes_on(hours=3)
            await self.app.keeper.tick()

    async def sent(self) -> Sequence[Card]:
        """Every message for Fay."""

        def look(session: Session) -> list[Card]:
            fay = person_called(session, "fay").id
            rows = session.query(Delivery).filter(Delivery.person_id == fay)
            return [card_from_data(one.card) for one in rows]

        return await self.app.store.read(look)


@pytest.fixture
async def school(migrated_sqlite_url: str) -> AsyncIterator[School]:
    file = migrated_sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in list(_triggers(file)):
            connection.execute(statement)
    clock, receptions = SetClock(MONDAY, MONDAY), list[Reception]()

    def connect(reception: Reception) -> tuple[()]:
        receptions.append(reception)
        return ()

    store = open_store(migrated_sqlite_url)
    app = assemble(store, clock, load_library(), connect)
    await store.write(_furnish)
    yield School(app, clock, Watched(receptions[0], file))
    await store.close()


def _furnish(session: Session) -> None:
    roles = ("building-administration", "instructional-coach")
    others = (Someone(name, ("slack",), roles[:1]) for name in ("pat", "cora", "theo"))
    add_team(session, (Someone("fay", ("slack",), roles, permission="facilitator"), *others))
    add_schedule(session, "check-in", "weekly on Tue", time(15), {"per_person": 2})


async def test_every_command_button_and_form_that_changes_something_is_in_the_log(school: School) -> None:
    walker = Wanderer(school.watched, FAY, HERE, "2026-12-20", SLACK_IDS["pat"], frozenset())
    await school.lives_on(hours=30)
    for card in await school.sent():
        await walker.receives(card)
    await walker.tries_everything()
    assert sorted(set(school.watched.silent)) == [], "\n".join(school.watched.silent)
    assert {"goal set", "checkin-stuck", "evidence add"} <= school.watched.logged
