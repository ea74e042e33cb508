"""`stem-bot rubric import` and `template`: what is printed, what is written, and when nothing is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rubric.load import load_instrument, load_library
from tests.cli.terminal import stem_bot
from tests.rubric.importers.reading import GARDEN, MAP

pytestmark = pytest.mark.unit


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", "80")
    return 80


def write_map(folder: Path, text: str = MAP) -> Path:
    file = folder / "map.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_was_understood_is_printed_as_a_table(tmp_path: Path, narrow: int) -> None:
    result = stem_bot("rubric", "import", GARDEN, "--output", tmp_path / "garden.yaml")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert max(map(len, lines[:-2])) <= narrow
    assert lines[0] == "A Growing School (a-growing-school, version 1)"
    assert "Read as the text of a map: 2 outcomes, 9 indicators, 4 levels, 36 of 36 cells." in lines
    assert "Levels, lowest first (the file has the highest first)" in lines
    assert "  1 Seeding · 2 Sprouting · 3 Bearing Fruit · 4 Flourishing" in lines
    assert "  G1.CommunityPartners1  Strategic Alliances    1   1   1   2" in lines
    assert lines[-2] == f"Written: {tmp_path / 'garden.yaml'}"


def test_a_wide_terminal_shows_the_titles_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = stem_bot("rubric", "import", GARDEN).stdout.splitlines()
    (row,) = [line for line in lines if line.startswith("  G1.Leaders1 ")]
    assert row.endswith("5   1   2   2  Win the school over to the garden")
    assert max(map(len, lines)) <= 120


def test_doubts_of_one_kind_are_told_together(narrow: int) -> None:
    lines = stem_bot("rubric", "import", GARDEN).stdout.splitlines()
    assert max(map(len, lines)) <= narrow
    at = lines.index("      lines 22 and 55, G1.Leaders2; lines 26 and 80, G2")
    assert lines[at - 2].startswith("? The two places have different wordings;")
    assert lines[at + 1] == "  → Take one out of the file if it is a slip."


def test_the_written_file_passes_the_check_and_is_loaded_after_ours(tmp_path: Path) -> None:
    written = tmp_path / "garden.yaml"
    assert stem_bot("rubric", "import", GARDEN, "--output", written).exit_code == 0
    result = stem_bot("rubric", "check", written)
    assert (result.exit_code, "9 indicators x 4 levels = 36" in result.stdout) == (0, True)
    assert list(load_library(tmp_path).instruments) == ["engaged-stem-community", "a-growing-school"]


def test_without_an_output_nothing_is_written(tmp_path: Path) -> None:
    result = stem_bot("rubric", "import", write_map(tmp_path))
    assert (result.exit_code, [each.name for each in tmp_path.iterdir()]) == (0, ["map.txt"])
    assert result.stdout.endswith("Nothing was written. With --output FILE.yaml it will be.\n")


def test_something_missing_ends_with_1_and_writes_nothing(tmp_path: Path) -> None:
    file = write_map(tmp_path, MAP.replace("A page", ""))
    result = stem_bot("rubric", "import", file, "--output", tmp_path / "new.yaml")
    assert result.exit_code == 1
    assert [each.name for each in tmp_path.iterdir()] == ["map.txt"]
    assert "✗ Line 12, A1.Students1 at “Low”: nothing is said at this level." in result.stdout
    assert "  A1.Students1  Students    –   1   1" in result.stdout
    assert result.stderr == "\nNothing was written. Mend what is named above and import again.\n"


def test_an_existing_file_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    file, written = write_map(tmp_path), tmp_path / "new.yaml"
    written.write_text("mine", encoding="utf-8")
    result = stem_bot("rubric", "import", file, "--output", written)
    assert (result.exit_code, written.read_text(encoding="utf-8")) == (2, "mine")
    assert (
        result.stderr == f"{written} is there already. Name another file, or add --overwrite to replace it.\n"
    )
    assert stem_bot("rubric", "import", file, "--output", written, "--overwrite").exit_code == 0
    assert load_instrument(written).id == "reading-together"


def test_a_file_that_cannot_be_imported_leaves_the_existing_one(tmp_path: Path) -> None:
    file, written = write_map(tmp_path, "no map"), tmp_path / "new.yaml"
    written.write_text("mine", encoding="utf-8")
    result = stem_bot("rubric", "import", file, "--output", written, "--overwrite")
    assert (result.exit_code, written.read_text(encoding="utf-8")) == (1, "mine")


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("new.txt", "is not read by stem-bot. Give the file the ending .yaml."),
        ("roles.yaml", "A file named roles.yaml holds something else."),
        ("none/new.yaml", "There is no folder"),
        ("folder.yaml", "is a folder. Name the file to write in it"),
        ("/proc/new.yaml", "cannot be written"),
    ],
)
def test_an_output_that_cannot_be_is_refused(tmp_path: Path, output: str, told: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    result = stem_bot("rubric", "import", write_map(tmp_path), "--output", tmp_path / output)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    result = stem_bot("rubric", "import", write_map(tmp_path), "--output", locked / "new.yaml")
    assert (result.exit_code, "You may not write to the folder" in result.stderr) == (2, True)


def test_what_is_said_beside_the_file_counts(tmp_path: Path) -> None:
    text = MAP.replace("Low\tMiddle\tHigh", "Oak\tElm\tAsh").replace("A1.Students1", "A1.Gnomes1")
    written = tmp_path / "new.yaml"
    said = [
        "--levels",
        "Ash, Elm, Oak",
        "--audience",
        "Gnomes=Students",
        "--id",
        "trees",
        "--version",
        "2027",
    ]
    result = stem_bot(
        "rubric", "import", write_map(tmp_path, text), "--output", written, *said, "--title", "Our trees"
    )
    assert result.exit_code == 0, result.output
    instrument = load_instrument(written)
    assert (instrument.id, instrument.version, instrument.title) == ("trees", "2027", "Our trees")
    assert instrument.level_names == ("Ash", "Elm", "Oak")
    assert instrument.indicator("A1.Gnomes1").audience == "Students"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--levels", "Low", 'name each level once, the lowest first: --levels "Low, Middle, High"'),
        ("--levels", "Low, low, High", "name each level once"),
        ("--audience", "Gnomes", 'write it as --audience "Community partners=Strategic Alliances"'),
        ("--id", "Our Rubric", "use small letters, digits and hyphens, such as our-rubric"),
    ],
)
def test_an_option_that_makes_no_sense_is_told_how_to_write(
    tmp_path: Path, option: str, value: str, told: str
) -> None:
    result = stem_bot("rubric", "import", write_map(tmp_path), option, value)
    assert (result.exit_code, told in " ".join(result.stderr.split())) == (2, True)


def test_taking_the_place_of_ours_needs_a_version_of_its_own(tmp_path: Path) -> None:
    file = write_map(tmp_path)
    ours = ("rubric", "import", file, "--id", "engaged-stem-community")
    refused = stem_bot(*ours)
    assert refused.exit_code == 1
    assert "Version 1 of engaged-stem-community is there already and says something else" in refused.stdout
    accepted = stem_bot(*ours, "--version", "original-1")
    assert accepted.exit_code == 0
    assert "It takes the place of our engaged-stem-community (0 of 16 indicators agree)" in accepted.stdout


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_a_template_says_what_to_do_next_and_names_what_is_empty(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    result = stem_bot("rubric", "template", file, "--levels", "Seed, Sprout, Bloom")
    assert result.exit_code == 0
    assert f"Then: stem-bot rubric import {file} --output {file.with_suffix('.yaml')}" in result.stdout
    again = stem_bot("rubric", "template", file)
    assert (again.exit_code, "add --overwrite" in again.stderr) == (2, True)
    unfilled = stem_bot("rubric", "import", file)
    assert unfilled.exit_code == 1
    assert "1 Seed · 2 Sprout · 3 Bloom" in unfilled.stdout
    assert "A1.StrategicAlliances1" in unfilled.stdout


@pytest.mark.parametrize(
    ("name", "levels", "told"),
    [("table.ods", "A, B, C", "Give it the ending .csv or .xlsx."), ("table.csv", "A, B", "3 to 7 levels")],
)
def test_a_template_that_could_not_be_imported_is_not_written(
    tmp_path: Path, name: str, levels: str, told: str
) -> None:
    result = stem_bot("rubric", "template", tmp_path / name, "--levels", levels)
    assert (result.exit_code, told in result.stderr, list(tmp_path.iterdir())) == (2, True, [])


def test_a_file_with_thousands_of_doubts_prints_a_page_of_them(tmp_path: Path) -> None:
    rows = "".join(f"A1.Teachers{number}: Read {number}\n" for number in range(3000, 9000))
    result = stem_bot("rubric", "import", write_map(tmp_path, MAP + rows))
    assert result.exit_code == 1
    assert "more kinds. Mend these first." in result.stdout
