"""`stem-bot log export`: the changes of a team as a file."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.store.models import Change, Person
from tests.cli.terminal import stem_bot, write_files

pytestmark = pytest.mark.unit
NOW = datetime(2027, 6, 1, 14, 30, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config, declared = write_files(tmp_path)
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    with Session(create_engine(f"sqlite:///{tmp_path}/stem-bot.db")) as session, session.begin():
        person = session.scalars(select(Person).order_by(Person.id)).first()
        assert person is not None
        who = f"person:{person.id}"
        for record, what in (("rating", "given"), ("goal", "set"), ("task", "=cmd()")):
            session.add(
                Change(
                    team_id="riverbend",
                    at=NOW,
                    who=who,
                    through="slack command",
                    record=record,
                    record_id="1",
                    what=what,
                )
            )
    return config


def test_the_newest_come_first_and_ratings_without_a_name_or_a_time(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    done = stem_bot("log", "export", "--config", config, "--team", "riverbend", "--out", out)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [row["what"] for row in rows[:3]] == ["'=cmd()", "set", "given"]
    assert rows[1]["who"] != ""
    assert (rows[2]["who"], rows[2]["at"]) == ("", "2027-06-01")
    assert f"({len(rows)} changes)" in done.output


def test_json_holds_the_same(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.json"
    stem_bot("log", "export", "--config", config, "--team", "riverbend", "--format", "json", "--out", out)
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["what"] for row in rows[:3]] == ["=cmd()", "set", "given"]


def test_an_unknown_team_is_said_and_nothing_is_written(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    done = stem_bot("log", "export", "--config", config, "--team", "river", "--out", out)
    assert done.exit_code != 0
    assert "There is no team 'river' in the database. There are: mesa, riverbend." in done.output
    assert not out.exists()
