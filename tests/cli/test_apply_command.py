from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.terminal import stem_bot, write_files

pytestmark = pytest.mark.unit


def test_apply_makes_the_database_and_tells_what_it_added(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    result = stem_bot("apply", declared, "--config", config)
    assert result.exit_code == 0, result.output
    assert "added     riverbend  person  Sam Student\n" in result.stdout
    assert result.stdout.endswith(
        "person: 2 added\nseat: 2 added\nrole: 2 added\ncheck-in: 1 added\nmeeting: 1 added\n"
        "goal: 1 added\nagreed level: 1 added\n"
    )


def test_apply_again_tells_only_that_nothing_changed(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    stem_bot("apply", declared, "--config", config)
    result = stem_bot("apply", declared, "--config", config)
    assert result.stdout.splitlines()[:2] == ["person: 2 unchanged", "seat: 2 unchanged"]


def test_apply_tells_what_changed_and_what_ended(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    stem_bot("apply", declared, "--config", config)
    text = (
        declared.read_text(encoding="utf-8")
        .replace("level: 4", "level: 5")
        .replace("      slt:", "      lab:")
    )
    declared.write_text(text, encoding="utf-8")
    told = stem_bot("apply", declared, "--config", config).stdout
    assert "ended     riverbend  meeting  slt\n" in told
    assert "meeting: 1 added, 1 ended\n" in told
    assert "goal: 1 changed\n" in told


def test_apply_of_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    stem_bot("apply", declared, "--config", config)
    text = declared.read_text(encoding="utf-8").replace("level: 4", "level: 9").replace("Sam Student", "Sami")
    declared.write_text(text, encoding="utf-8")
    result = stem_bot("apply", declared, "--config", config)
    assert result.exit_code == 2
    with closing(sqlite3.connect(tmp_path / "stem-bot.db")) as database:
        names = {name for (name,) in database.execute("SELECT name FROM person")}
    assert names == {"Theo Teacher", "Sam Student"}


def test_migrate_says_which_tables_the_database_has(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    assert "has now the tables" in stem_bot("migrate", "--config", config).stdout
    again = stem_bot("migrate", "--config", config)
    assert (again.exit_code, "already" in again.stdout) == (0, True)


@pytest.mark.parametrize("command", [["migrate"], ["apply", "school.yaml"]])
def test_a_database_of_a_newer_version_is_refused(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, _ = write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    stem_bot("migrate", "--config", config)
    with closing(sqlite3.connect(tmp_path / "stem-bot.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999_later'")
        database.commit()
    result = stem_bot(*command, "--config", config)
    assert result.exit_code == 2
    assert "Install that newer version, or name another database" in result.stderr


def test_a_database_that_cannot_be_opened_is_told_plainly(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    text = config.read_text(encoding="utf-8").replace(f"{tmp_path}/", f"{tmp_path}/nowhere/")
    config.write_text(text, encoding="utf-8")
    result = stem_bot("migrate", "--config", config)
    assert result.exit_code == 2
    assert "nowhere/stem-bot.db cannot be opened (No such file or directory)" in result.stderr
