"""The SQL of our own `/stem rate`, taken down while it runs, so that a bare app can run the very same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.local_addresses import SLACK_CHANNEL_ID, SLACK_TEAM, slack_account
from benchmarks.school import RATE, School, add_school
from bot.chat.events import CommandCall, Person, Place
from bot.chat.router import Router
from bot.features import all as features
from bot.language.catalogue import phrases_in
from bot.reception import FrontDesk
from bot.schedule.clock_time import SystemClock
from bot.store.engine import Store, open_store
from bot.store.migrate import migrate
from rubric.load import load_library

KEY, WORDS = "the-key", "seen in round {number}"
_LINE = RATE.removeprefix("/stem rate ")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what is bound to its places."""

    sql: str
    values: tuple[Any, ...]


async def record(folder: Path) -> list[Statement]:
    """The statements of one rating, those that begin and end the transaction left out."""
    url = f"sqlite:///{folder / 'recorded.db'}"
    migrate(url)
    store = open_store(url)
    await store.write(lambda session: add_school(session, School()))
    desk = FrontDesk(Router(features.ROUTES), store, load_library(), SystemClock(), phrases_in, lambda: None)
    try:
        # The first of a process and of a person may do more than those that follow.
        await _rate(desk, "the-first")
        return await _taken_down(desk, store)
    finally:
        await store.close()


async def _taken_down(desk: FrontDesk, store: Store) -> list[Statement]:
    taken: list[Statement] = []

    def take_down(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        taken.append(Statement(sql, tuple(values)))

    event.listen(Engine, "before_cursor_execute", take_down)
    try:
        await _rate(desk, KEY)
        # The store's own statements around it would be taken down on the reading side.
        await store.read(lambda _session: None)
    finally:
        event.remove(Engine, "before_cursor_execute", take_down)
    return [one for one in taken if not one.sql.startswith("BEGIN")]


async def _rate(desk: FrontDesk, key: str) -> None:
    await desk.answer(
        CommandCall(
            key=key,
            person=Person("slack", SLACK_TEAM, slack_account(0)),
            place=Place("slack", SLACK_TEAM, SLACK_CHANNEL_ID),
            command="rate",
            line=_LINE if key == KEY else _LINE.replace("round", "the first round"),
        )
    )


def save(file: Path, statements: Sequence[Statement]) -> None:
    """Write them down for another process."""
    file.write_text(json.dumps([[one.sql, one.values] for one in statements]), encoding="utf-8")


def load(file: Path) -> list[tuple[str, list[str]]]:
    """The statements with named places (`:p0`), and the values of each."""
    return [_named(sql, values) for sql, values in json.loads(file.read_text(encoding="utf-8"))]


def _named(sql: str, values: list[str]) -> tuple[str, list[str]]:
    pieces = sql.split("?")
    named = "".join(_places(pieces))
    return named, values


def _places(pieces: Sequence[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        yield piece if number == 0 else f":p{number - 1}{piece}"


def filled(values: Sequence[Any], key: str, words: str) -> dict[str, Any]:
    """The values of one more rating: with its own key and its own words."""

    def own(value: Any) -> Any:
        return value.replace(KEY, key).replace(WORDS, words) if isinstance(value, str) else value

    return {f"p{number}": own(value) for number, value in enumerate(values)}
