"""A database copied to another, of the same kind and of the other kind."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from bot.store import copy
from bot.store.copy import copy_database
from bot.store.engine import StoreAway, StoreProblem, open_store
from bot.store.migrate import migrate, schema_state
from bot.store.models import Draft
from tests.databases import BOTH
from tests.postgres_server import PostgresServer
from tests.store.revisions import fill_database, upgrade
from tests.store.rows import state
from tests.store.test_migrations import run, tables


@pytest.fixture(params=BOTH)
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another empty database of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield url
    server.drop_database(url)


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """An empty database, for where its kind does not matter."""
    return f"sqlite:///{tmp_path / 'other.db'}"


@pytest.fixture
def filled_url(tmp_path: Path, migrated_file: Path) -> str:
    """A database with rows in every table, for where its kind does not matter."""
    shutil.copyfile(migrated_file, tmp_path / "filled.db")
    url = f"sqlite:///{tmp_path / 'filled.db'}"
    fill_database(url)
    return url


def quietly(_done: int, _total: int) -> None:
    pass


def test_every_row_of_every_table_arrives_as_it_was(migrated_url: str, other_url: str) -> None:
    fill_database(migrated_url)
    told: list[tuple[int, int]] = []
    copied = copy_database(migrated_url, other_url, lambda done, total: told.append((done, total)))
    assert state(other_url) == state(migrated_url)
    assert {each.table: each.rows for each in copied} == dict.fromkeys(state(migrated_url), 5)
    assert told[-1][0] == told[-1][1] == 2 * sum(each.rows for each in copied)
    assert schema_state(other_url).ready


def test_the_checksums_do_not_depend_on_the_kind_of_database(migrated_url: str, tmp_path: Path) -> None:
    fill_database(migrated_url)
    first, second = (f"sqlite:///{tmp_path / name}.db" for name in ("first", "second"))
    assert copy_database(migrated_url, first, quietly) == copy_database(first, second, quietly)


async def test_the_bot_writes_on_in_the_copy(migrated_url: str, other_url: str) -> None:
    fill_database(migrated_url)
    copy_database(migrated_url, other_url, quietly)
    store = open_store(other_url)

    def add(session: Session) -> int:
        at = session.query(Draft.at).limit(1).scalar()
        draft = Draft(account="U1", form="f", argument="", values={}, at=at)
        session.add(draft)
        session.flush()
        return draft.id

    try:
        assert await store.write(add) == 6
    finally:
        await store.close()


def test_a_database_of_an_older_schema_arrives_at_the_newest(database_url: str, file_url: str) -> None:
    upgrade(database_url, "0001")
    fill_database(database_url)
    copy_database(database_url, file_url, quietly)
    upgrade(database_url, "head")
    assert state(file_url) == state(database_url)


def test_a_database_that_has_only_empty_tables_is_empty(filled_url: str, database_url: str) -> None:
    migrate(database_url)
    copy_database(filled_url, database_url, quietly)
    assert state(database_url) == state(filled_url)


def test_a_database_with_a_row_is_not_written_to(filled_url: str, database_url: str) -> None:
    migrate(database_url)
    run(database_url, "INSERT INTO seen_event (key, at) VALUES ('E1', '2026-03-02 09:00:00+00')")
    with pytest.raises(StoreProblem, match=r"not empty: there are rows in seen_event\. Nothing was changed"):
        copy_database(filled_url, database_url, quietly)
    assert sum(map(len, state(database_url).values())) == 1


def test_a_copy_that_fails_on_the_way_leaves_nothing_behind(filled_url: str, database_url: str) -> None:

    def break_off(done: int, _total: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_database(filled_url, database_url, break_off)
    assert tables(database_url) == set()
    copy_database(filled_url, database_url, quietly)
    assert state(database_url) == state(filled_url)


def test_a_row_that_did_not_arrive_as_it_was_is_named_and_nothing_is_kept(
    migrated_url: str, file_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_database(migrated_url)
    monkeypatch.setattr(copy, "_count_on", lambda target, table: _spoil(target, table.name))
    with pytest.raises(StoreProblem, match=r"the row id=3 of person did not arrive as it was"):
        copy_database(migrated_url, file_url, quietly)
    assert tables(file_url) == set()


def _spoil(target: object, table: str) -> None:
    if table == "person":
        target.exec_driver_sql("UPDATE person SET name = 'Somebody' WHERE id = 3")  # type: ignore[attr-defined]


@pytest.mark.postgres
def test_a_text_that_postgresql_cannot_hold_is_told_by_its_row(
    migrated_sqlite_url: str, postgres_url: str
) -> None:
    fill_database(migrated_sqlite_url)
    run(migrated_sqlite_url, "UPDATE task SET title = 'a' || char(0) WHERE id = 4")
    with pytest.raises(StoreProblem, match=r"refuses rows of task, between id=1 and id=5 .*NUL.*Nothing"):
        copy_database(migrated_sqlite_url, postgres_url, quietly)
    assert tables(postgres_url) == set()


async def test_a_database_that_a_bot_works_with_is_refused_unless_asked_for(
    migrated_url: str, file_url: str
) -> None:
    fill_database(migrated_url)
    store = open_store(migrated_url)
    await store.read(lambda session: session.query(Draft).count())
    try:
        with pytest.raises(StoreProblem, match=r"most likely a bot that is at work.*Stop it first"):
            copy_database(migrated_url, file_url, quietly)
        assert tables(file_url) == set()
        copy_database(migrated_url, file_url, quietly, alone=False)
    finally:
        await store.close()
    assert state(file_url) == state(migrated_url)


@pytest.mark.postgres
async def test_a_bot_that_starts_while_its_database_is_copied_undoes_the_copy(
    migrated_postgres_url: str, sqlite_url: str
) -> None:
    fill_database(migrated_postgres_url)
    engines: list[Engine] = []

    def start_a_bot(_done: int, _total: int) -> None:
        if not engines:
            name = {"application_name": "stem-bot"}
            engines.append(create_engine(migrated_postgres_url, connect_args=name))
            engines[0].connect()

    with pytest.raises(StoreProblem, match="another stem-bot is connected"):
        copy_database(migrated_postgres_url, sqlite_url, start_a_bot)
    engines[0].dispose()
    assert tables(sqlite_url) == set()


def test_what_is_no_database_of_the_bot_is_refused(database_url: str, file_url: str) -> None:
    run(database_url, "CREATE TABLE strange (id INTEGER)")
    with pytest.raises(StoreProblem, match="has no tables of stem-bot"):
        copy_database(database_url, file_url, quietly)


def test_a_database_changed_by_hand_is_refused(migrated_url: str, file_url: str) -> None:
    run(migrated_url, "ALTER TABLE person ADD COLUMN nickname TEXT")
    with pytest.raises(StoreProblem, match=r"the table person .* is not as its schema says"):
        copy_database(migrated_url, file_url, quietly)


def test_a_newer_database_is_refused_at_both_ends(migrated_url: str, file_url: str) -> None:
    migrate(file_url)
    run(migrated_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreProblem, match=r"have the schema 9999.*newer version"):
        copy_database(migrated_url, file_url, quietly)
    with pytest.raises(StoreProblem, match=r"has the schema 9999.*newer version"):
        copy_database(file_url, migrated_url, quietly)


def test_a_file_is_not_copied_into_itself(migrated_sqlite_url: str, tmp_path: Path) -> None:
    same = f"sqlite:///{tmp_path}/../{tmp_path.name}/stem-bot.db"
    with pytest.raises(StoreProblem, match="both URLs name the same database"):
        copy_database(migrated_sqlite_url, same, quietly)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, file_url: str) -> None:
    missing = tmp_path / "missing.db"
    with pytest.raises(StoreProblem, match=r"there is no database file .*missing\.db"):
        copy_database(f"sqlite:///{missing}", file_url, quietly)
    assert not missing.exists()


def test_a_file_in_the_middle_of_a_write_is_copied_as_of_before(
    migrated_sqlite_url: str, tmp_path: Path
) -> None:
    fill_database(migrated_sqlite_url)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    before = state(migrated_sqlite_url)
    with closing(sqlite3.connect(tmp_path / "stem-bot.db", isolation_level=None)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        bot.execute("UPDATE person SET name = 'Half done'")
        copy_database(migrated_sqlite_url, other, quietly, alone=False)
        bot.execute("ROLLBACK")
    assert state(other) == before


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_away(migrated_sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreAway):
        copy_database(migrated_sqlite_url, f"postgresql+psycopg://postgres@/test?host={tmp_path}", quietly)
