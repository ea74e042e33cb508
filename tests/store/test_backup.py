"""A backup holds all, on any machine; a file that lost or changed anything is refused."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.orm import Session

from bot.store.backup import write_backup
from bot.store.engine import StoreProblem
from bot.store.migrate import migrate, schema_state
from bot.store.models import Person, Team
from bot.store.restore import examine_backup, restore_backup
from tests.store.revisions import fill_database, upgrade
from tests.store.rows import state
from tests.store.test_migrations import run, tables

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def quietly(_done: int, _total: int) -> None:
    pass


def nothing(_session: Session) -> None:
    pass


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "monday.backup"


@pytest.fixture
def good(migrated_sqlite_url: str, file: Path) -> Path:
    """A backup with rows in every table."""
    fill_database(migrated_sqlite_url)
    write_backup(migrated_sqlite_url, file, NOW, quietly)
    return file


def test_a_backup_of_either_database_is_restored_into_either(
    migrated_url: str, file: Path, tmp_path: Path
) -> None:
    fill_database(migrated_url)
    before = state(migrated_url)
    written = write_backup(migrated_url, file, NOW, quietly)
    run(migrated_url, "DELETE FROM answer", "UPDATE person SET name = 'Somebody'")
    copy = f"sqlite:///{tmp_path / 'restored.db'}"
    assert restore_backup(file, copy, nothing, quietly) == written
    assert state(copy) == before
    assert written.rows == 5 * len(before)


def test_a_backup_is_restored_into_an_empty_database_of_either_kind(
    tmp_path: Path, migrated_file: Path, database_url: str, file: Path
) -> None:
    source = tmp_path / "source.db"
    source.write_bytes(migrated_file.read_bytes())
    fill_database(f"sqlite:///{source}")
    write_backup(f"sqlite:///{source}", file, NOW, quietly)
    restore_backup(file, database_url, nothing, quietly)
    assert state(database_url) == state(f"sqlite:///{source}")
    assert schema_state(database_url).ready


def test_a_backup_says_what_is_in_it(good: Path) -> None:
    backup = examine_backup(good)
    assert (backup.made_at, backup.schema) == (NOW, schema_state(f"sqlite:///{good}").head)
    assert {table.rows for table in backup.tables} == {5}


def test_only_the_operator_reads_a_backup_and_nothing_stands_beside_it(good: Path) -> None:
    assert good.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in good.parent.iterdir() if "backup" in each.name] == [good.name]


def test_a_backup_is_read_where_nothing_can_be_written(good: Path) -> None:
    good.chmod(0o400)
    before = good.read_bytes()
    examine_backup(good)
    assert good.read_bytes() == before
    assert not good.with_name(f"{good.name}-journal").exists()


def test_a_backup_of_an_older_schema_is_restored_at_the_newest(
    database_url: str, file: Path, tmp_path: Path
) -> None:
    upgrade(database_url, "0001")
    fill_database(database_url)
    assert write_backup(database_url, file, NOW, quietly).schema == "0001"
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    restore_backup(file, restored, nothing, quietly)
    migrate(database_url)
    assert state(restored) == state(database_url)


def test_a_file_that_is_there_already_is_left_alone(good: Path, migrated_sqlite_url: str) -> None:
    before = good.read_bytes()
    with pytest.raises(StoreProblem, match=r"there is a file .* already"):
        write_backup(migrated_sqlite_url, good, NOW, quietly)
    assert good.read_bytes() == before


def test_a_backup_that_is_broken_off_leaves_no_file(migrated_sqlite_url: str, file: Path) -> None:
    fill_database(migrated_sqlite_url)

    def break_off(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_backup(migrated_sqlite_url, file, NOW, break_off)
    assert [each.name for each in file.parent.iterdir() if "backup" in each.name] == []


def test_a_folder_that_is_not_there_is_told(migrated_sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match=r"cannot be written .*Name a file in a folder that is there"):
        write_backup(migrated_sqlite_url, tmp_path / "nowhere" / "file", NOW, quietly)


def test_every_changed_byte_of_a_row_is_found(good: Path) -> None:
    whole = good.read_bytes()
    places = [place for place in range(len(whole)) if whole.startswith(b"words", place)]
    assert places
    for place in places:
        good.write_bytes(whole[:place] + b"X" + whole[place + 1 :])
        with pytest.raises(StoreProblem):
            examine_backup(good)


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(good: Path, tmp_path: Path, part: float) -> None:
    whole = good.read_bytes()
    good.write_bytes(whole[: int(len(whole) * part)])
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    with pytest.raises(StoreProblem, match=r"is damaged|is not a backup"):
        restore_backup(good, restored, nothing, quietly)
    assert not (tmp_path / "restored.db").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM answer WHERE id = 2",
        "UPDATE person SET name = 'Somebody' WHERE id = 2",
        "UPDATE task SET due_on = 'never' WHERE id = 2",
        "DROP TABLE answer",
        "ALTER TABLE answer ADD COLUMN more TEXT",
        "UPDATE stem_bot_backup SET content = replace(content, '5', '6')",
        "DELETE FROM stem_bot_backup",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_a_file_that_somebody_changed_is_refused(good: Path, statement: str) -> None:
    with closing(sqlite3.connect(good)) as connection, connection:
        connection.execute(statement)
    with pytest.raises(StoreProblem, match="is damaged"):
        examine_backup(good)


def test_other_files_are_no_backups(migrated_sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="is not a backup of stem-bot"):
        examine_backup(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    with pytest.raises(StoreProblem, match="there is no file"):
        examine_backup(tmp_path / "missing")


def test_a_backup_of_a_newer_program_is_refused(
    migrated_sqlite_url: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("bot.store.backup_list.FORMAT", 2)
        write_backup(migrated_sqlite_url, file, NOW, quietly)
    with pytest.raises(StoreProblem, match="has the backup format 2, which a newer stem-bot wrote"):
        restore_backup(file, f"sqlite:///{tmp_path / 'restored.db'}", nothing, quietly)


def test_what_is_not_empty_is_not_restored_over(good: Path, migrated_sqlite_url: str) -> None:
    before = state(migrated_sqlite_url)
    with pytest.raises(StoreProblem, match=r"is not empty: .*Nothing was changed"):
        restore_backup(good, migrated_sqlite_url, nothing, quietly)
    assert state(migrated_sqlite_url) == before


def test_a_database_that_is_busy_is_backed_up_as_of_one_moment(
    migrated_url: str, file: Path, tmp_path: Path
) -> None:
    fill_database(migrated_url)
    stop, running = threading.Event(), threading.Event()

    def write_on() -> None:
        # Both rows always say the same; a backup of two moments would have two numbers.
        engine = create_engine(migrated_url)
        number = 0
        while not stop.is_set():
            number += 1
            with engine.begin() as connection:
                connection.execute(update(Person).values(name=str(number)))
                connection.execute(update(Team).values(name=str(number)))
            running.set()
        engine.dispose()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        assert running.wait(10)
        for each in range(3):
            write_backup(migrated_url, file.with_name(f"{each}.backup"), NOW, quietly)
    finally:
        stop.set()
        writer.join()
    for each in range(3):
        restored = f"sqlite:///{tmp_path / f'restored-{each}.db'}"
        restore_backup(file.with_name(f"{each}.backup"), restored, nothing, quietly)
        found = state(restored)
        assert len({row["name"] for table in ("person", "team") for row in found[table]}) == 1


def test_a_restore_that_is_broken_off_leaves_the_database_empty(good: Path, tmp_path: Path) -> None:
    restored = f"sqlite:///{tmp_path / 'restored.db'}"

    def break_off(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore_backup(good, restored, nothing, break_off)
    assert tables(restored) == set()
    restore_backup(good, restored, nothing, quietly)
