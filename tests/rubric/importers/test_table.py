"""A table with one row per indicator: what it says, and every fault with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric.importers.template import as_csv
from tests.rubric.importers.reading import TABLE, blocks, imported, instrument_of, notes, words

pytestmark = pytest.mark.unit


def changed(old: str, new: str) -> str:
    assert old in TABLE
    return TABLE.replace(old, new)


def test_a_table_is_read_with_what_stands_above_it(tmp_path: Path) -> None:
    instrument = instrument_of(imported(tmp_path, "table.csv", TABLE))
    assert (instrument.id, instrument.version, instrument.title) == ("reading", "3", "Reading Together")
    assert instrument.standard == "A school that reads."
    assert instrument.level_names == ("Low", "Middle", "High")
    assert [each.title for each in instrument.outcomes] == ["Everybody reads"]
    assert words(instrument, "A1.Students1", 3) == ("A book", "Another book")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_part_columns_too(tmp_path: Path, separator: str) -> None:
    text = TABLE.replace(",", separator)
    assert len(instrument_of(imported(tmp_path, "table.csv", text)).indicators) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_spreadsheets_write_are_read(tmp_path: Path, encoding: str) -> None:
    content = TABLE.replace("aloud", "åloud").encode(encoding)
    assert instrument_of(imported(tmp_path, "table.csv", content)).indicators[0].title == "Read åloud"


def test_columns_may_run_from_the_highest_level(tmp_path: Path) -> None:
    found = imported(tmp_path, "table.csv", changed("Low,Middle,High", "High,Middle,Low"))
    assert words(instrument_of(found), "A1.Teachers1", 3) == ("Sometimes",)
    assert any("row 6: “Low” was taken for the lowest level" in each for each in notes(found))


def test_a_column_that_is_no_level_is_left_out_and_told(tmp_path: Path) -> None:
    text = changed("Low,Middle,High\n", "Low,Middle,High,Remarks\n")
    found = imported(tmp_path, "table.csv", text, levels=("Low", "Middle", "High"))
    assert len(instrument_of(found).levels) == 3
    assert any("cell I6: the column “Remarks” is no level and was left out" in each for each in notes(found))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "Sometimes,Every week",
            "Sometimes,",
            "table.csv, cell G7, A1.Teachers1 at “Middle”: nothing is said",
        ),
        ("Read aloud", "", "table.csv, cell E7: the cell is empty, in the column “Title”. Fill the cell."),
        (
            "A1.Students1",
            "a1.teachers 1",
            "table.csv, cell A8: the id a1.teachers 1 stands in cell A7 already.",
        ),
        ("Students,", "Gnomes,", "table.csv, row 8: “Gnomes” is no audience that a role answers for"),
        (
            "Low,Middle,High",
            "Low,,High",
            "table.csv, cell G6: column G has texts and no heading; the one beside",
        ),
        (
            "Low,Middle,High",
            "Low,Middle,low",
            "table.csv, cell H6: the heading “low” stands in column F already.",
        ),
        ("Low,Middle,High", "1 Low,2 Middle,2 High", "table.csv, row 6: the levels are numbered 1, 2, 2."),
        ("Every day", "=F7", "table.csv, cell H7: begins with “=”, so a spreadsheet takes it for a formula."),
        ("Audience,", "Whom,", "table.csv, row 6: the column “Audience” is missing."),
        (
            "A1.Students1,A1,,",
            "A1.Students1,A1,Other,",
            "cell C8: the outcome A1 has another title than in row 7.",
        ),
        (
            'Another book"',
            "Another book",
            "table.csv, line 9: the table breaks off here: unexpected end of data.",
        ),
        (
            "Rubric id,reading",
            "Rubric id,My Rubric",
            "“My Rubric” cannot be the id of a rubric. Use small letters",
        ),
    ],
)
def test_a_fault_blocks_and_is_named_with_its_cell(tmp_path: Path, old: str, new: str, fault: str) -> None:
    told = blocks(imported(tmp_path, "table.csv", changed(old, new)))
    assert any(fault in each for each in told), told


def test_a_missing_level_is_told_where_levels_were_named(tmp_path: Path) -> None:
    told = blocks(imported(tmp_path, "table.csv", TABLE, levels=("Low", "Middle", "High", "Top")))
    assert any("row 6: no column has the level “Top” as its heading" in each for each in told)


def test_a_table_without_its_headings_is_refused(tmp_path: Path) -> None:
    (told,) = blocks(imported(tmp_path, "table.csv", "a,b,c\nd,e,f\n"))
    assert told.startswith("table.csv, row 1: no heading row was found")


def test_a_template_imports_once_it_is_filled_in(tmp_path: Path) -> None:
    empty = as_csv(("Seed", "Sprout", "Bloom"), ("Leaders", "Students")).decode("utf-8-sig")
    assert blocks(imported(tmp_path, "table.csv", empty))
    filled = empty.replace("Rubric title,", "Rubric title,Growing").replace("Standard,", "Standard,Grow")
    filled = filled.replace("A1.Leaders1,A1,,Leaders,,,", "A1.Leaders1,A1,Up,Leaders,Lead,,yes,a,b,c")
    filled = filled.replace("A1.Students1,A1,,Students,,,", "A1.Students1,A1,,Students,Learn,,,d,e,f")
    found = imported(tmp_path, "table.csv", filled)
    instrument = instrument_of(found)
    assert [each.whole_team for each in instrument.indicators] == [True, False]
    assert words(instrument, "A1.Students1", 3) == ("f",)
    assert notes(found) == [
        "table.csv: the id “growing” was made of the title. Say another with --id if you like."
    ]
