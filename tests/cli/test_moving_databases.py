"""`backup`, `restore` and `db copy` as an operator types them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery
from tests.cli.terminal import stem_bot, write_files
from tests.store.revisions import fill_database
from tests.store.rows import state


def lost(folder: Path) -> None:
    """The database is gone, and the files that SQLite keeps beside it."""
    for each in folder.glob("stem-bot.db*"):
        each.unlink()


def test_what_was_lost_comes_back_from_a_backup(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    stem_bot("apply", declared, "--config", config)
    url = f"sqlite:///{tmp_path / 'stem-bot.db'}"
    before = state(url)
    file = tmp_path / "monday.backup"
    made = stem_bot("backup", file, "--config", config)
    assert made.exit_code == 0, made.output
    rows = sum(map(len, before.values()))
    assert made.stdout.startswith(f"{file} has {rows} rows in {len(before)} tables (schema ")
    assert stem_bot("restore", file, "--check").stdout.startswith(f"{file} is whole: {rows} rows, schema ")
    lost(tmp_path)
    restored = stem_bot("restore", file, "--config", config)
    assert restored.stdout == f"The database has {rows} rows in {len(before)} tables from {file}.\n"
    assert state(url) == before


def test_a_backup_is_not_restored_over_what_is_there(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    stem_bot("apply", declared, "--config", config)
    file = tmp_path / "monday.backup"
    stem_bot("backup", file, "--config", config)
    refused = stem_bot("restore", file, "--config", config)
    assert refused.exit_code == 2
    assert "the database to write to is not empty" in refused.stderr
    assert "Nothing was changed" in refused.stderr


def test_what_may_have_been_sent_after_the_backup_is_looked_up_first(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    url = f"sqlite:///{tmp_path / 'stem-bot.db'}"
    stem_bot("migrate", "--config", config)
    fill_database(url)
    now = datetime.now(UTC)
    soon, past = now + timedelta(hours=1), now - timedelta(hours=1)
    engine = create_engine(url)
    with Session(engine) as session, session.begin():
        for number, kind, due, before in (
            (1, "prompt", past, outbox.PENDING),
            (2, "prompt", soon, outbox.PENDING),
            (3, outbox.EDIT, past, outbox.PENDING),
            (4, "prompt", past, outbox.SENT),
        ):
            changed = update(Delivery).where(Delivery.id == number)
            session.execute(changed.values(kind=kind, not_before=due, state=before))
    engine.dispose()
    stem_bot("backup", tmp_path / "file", "--config", config)
    lost(tmp_path)
    stem_bot("restore", tmp_path / "file", "--config", config)
    engine = create_engine(url)
    with Session(engine) as session:
        found = dict(session.execute(select(Delivery.id, Delivery.state)).tuples().all())
        looked_up_at = session.get_one(Delivery, 1).lease_until
    engine.dispose()
    assert [found[number] for number in (1, 2, 3, 4)] == ["ambiguous", "pending", "pending", "sent"]
    assert looked_up_at is not None
    assert looked_up_at <= datetime.now(UTC)


@pytest.mark.postgres
def test_a_database_is_moved_to_postgresql_and_told_table_by_table(
    migrated_sqlite_url: str, postgres_url: str
) -> None:
    fill_database(migrated_sqlite_url)
    moved = stem_bot("db", "copy", migrated_sqlite_url, postgres_url)
    assert moved.exit_code == 0, moved.output
    *told, last = moved.stdout.splitlines()
    assert sorted(line.split()[0] for line in told) == sorted(state(postgres_url))
    assert all(line.split()[1:3] == ["5", "rows"] for line in told)
    assert last == f"All {5 * len(told)} rows are there and equal, one by one."
    assert state(postgres_url) == state(migrated_sqlite_url)


def test_a_bot_that_is_at_work_is_noticed(migrated_sqlite_url: str, tmp_path: Path) -> None:
    to = f"sqlite:///{tmp_path / 'other.db'}"
    with closing(sqlite3.connect(tmp_path / "stem-bot.db")) as bot:
        bot.execute("SELECT count(*) FROM team")
        refused = stem_bot("db", "copy", migrated_sqlite_url, to)
        assert refused.exit_code == 2
        assert "is open in another program: most likely a bot that is at work" in refused.stderr
        assert stem_bot("db", "copy", "--while-it-runs", migrated_sqlite_url, to).exit_code == 0


def test_a_url_of_another_database_is_refused(migrated_sqlite_url: str) -> None:
    refused = stem_bot("db", "copy", migrated_sqlite_url, "mysql://bot@host/stem")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("a database URL that begins with 'mysql:' is not supported.")
