"""`stem-bot export`: the at-a-glance of a team or a district as a file, streamed."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.records.glance import hash_of, to_data
from bot.store.models import AtAGlance, Person, Team
from tests.cli.terminal import stem_bot, write_files
from tests.records.sample import FULL

pytestmark = pytest.mark.unit
NOW = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config, declared = write_files(tmp_path)
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    with Session(create_engine(f"sqlite:///{tmp_path}/stem-bot.db")) as session, session.begin():
        riverbend = session.get_one(Team, "riverbend")
        session.add(
            Team(
                id="cedar",
                name="=Cedar",
                zone="UTC",
                locale="en",
                instrument=riverbend.instrument,
                settings={},
            )
        )
        who = session.query(Person).order_by(Person.id).first()
        assert who is not None
        session.add(_record(who.id))
    return config


def _record(person_id: int) -> AtAGlance:
    content = to_data(FULL)
    return AtAGlance(
        team_id="riverbend",
        year="2026-27",
        instrument=FULL.instrument,
        version=FULL.version,
        content=content,
        hash=hash_of(content),
        prepared_by=person_id,
        prepared_at=NOW,
        confirmed_by=person_id,
        confirmed_at=NOW,
    )


def export(config: Path, out: Path, *words: str) -> str:
    """What is told when it went well."""
    told = stem_bot("export", "--config", config, "--out", out, *words)
    assert told.exit_code == 0, told.output
    return told.output


def test_a_team_as_it_is_today_becomes_every_kind_of_file(config: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "pdf", "json"):
        out = tmp_path / f"today.{form}"
        assert f"Written: {out} (1 team)." in export(config, out, "--team", "riverbend", "--format", form)
    rows = list(csv.reader(io.StringIO((tmp_path / "today.csv").read_bytes().decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(tmp_path / "today.xlsx").worksheets[0]
    assert len(rows) == sheet.max_row == 17
    assert (tmp_path / "today.pdf").read_bytes().startswith(b"%PDF-")
    [record] = json.loads((tmp_path / "today.json").read_bytes())
    assert record["content"]["team"] == "riverbend"


def test_all_teams_stand_in_one_file_and_no_name_is_a_formula(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "district.csv"
    assert "(3 teams)" in export(config, out, "--all-teams", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert [row[0] for row in rows[1::16]] == ["'=Cedar", "Mesa SLT", "Riverbend SLT"]


def test_the_record_of_a_year_is_what_was_confirmed_then(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "year.json"
    told = export(config, out, "--all-teams", "--format", "json", "--year", "2026-27")
    assert "No record of 2026-27: cedar, mesa." in told
    [record] = json.loads(out.read_bytes())
    assert record["hash"] == hash_of(to_data(FULL))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--team", "rivervend", "--format", "csv"), "There is no team 'rivervend' in the database."),
        (("--format", "csv"), "Name one team with --team, or take every team with --all-teams."),
        (("--team", "riverbend", "--all-teams", "--format", "csv"), "Name one team with --team"),
        (("--all-teams", "--format", "pdf"), "pdf is for one team."),
        (
            ("--team", "riverbend", "--format", "csv", "--year", "2019-20"),
            "Team 'riverbend' has no record of 2019-20. There are: 2026-27.",
        ),
    ],
)
def test_what_cannot_be_exported_is_told_and_no_file_is_left(
    config: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    told = stem_bot("export", "--config", config, "--out", tmp_path / "out.csv", *words)
    assert told.exit_code == 2
    assert said in told.output
    assert list(tmp_path.glob("*out.csv*")) == []


def test_a_file_that_is_there_is_not_replaced_unasked(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    told = stem_bot("export", "--config", config, "--out", out, "--team", "riverbend", "--format", "csv")
    assert (told.exit_code, out.read_text()) == (2, "mine")
    export(config, out, "--team", "riverbend", "--format", "csv", "--overwrite")
    assert out.read_text() != "mine"
