"""XLSX workbooks: read, and refused by cell where they hold what is no text; bombs are never unpacked."""

from __future__ import annotations

import csv
import io
import random
import time
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rubric.importers.template import as_xlsx
from tests.rubric.importers.reading import TABLE, blocks, imported, instrument_of, notes, words

pytestmark = pytest.mark.unit

ROWS = list(csv.reader(io.StringIO(TABLE)))


def workbook(rows: Sequence[Sequence[object]] = ROWS, cells: Mapping[str, object] | None = None) -> bytes:
    """A workbook with the table on its sheet Ours; `cells` replaces what stands in single ones."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Ours", 0)
    for row in rows:
        sheet.append(row)
    for name, value in (cells or {}).items():
        sheet[name] = value
    return packed(book)


def packed(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    """The workbook with these parts replaced or added: `a__b_xml` is a/b.xml."""
    stream = io.BytesIO()
    names = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in before.namelist():
            if name not in names:
                new.writestr(name, before.read(name))
        for name, content in names.items():
            new.writestr(name, content)
    return stream.getvalue()


def test_the_sheet_with_the_rubric_is_found_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, "ours.xlsx", workbook())
    assert words(instrument_of(found), "A1.Students1", 3) == ("A book", "Another book")
    assert any(
        "sheet “Ours”: of the sheets “Ours”, “Sheet” only this one was read" in each for each in notes(found)
    )


def test_of_two_sheets_with_rubrics_one_has_to_be_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    second = book.copy_worksheet(book["Ours"])
    second.title = "Last year"
    (told,) = blocks(imported(tmp_path, "ours.xlsx", packed(book)))
    assert "more than one sheet holds a rubric: Ours, Last year. Say which one with --sheet" in told
    named = imported(tmp_path, "ours.xlsx", packed(book), sheet="Last year")
    assert len(instrument_of(named).indicators) == 2
    (told,) = blocks(imported(tmp_path, "ours.xlsx", packed(book), sheet="Next year"))
    assert "there is no sheet “Next year”. Name one of “Ours”, “Sheet”, “Last year” with --sheet" in told


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("F7", "=A7", "sheet “Ours”, cell F7: holds a formula. Copy the cell and paste its value"),
        ("F7", "#REF!", "sheet “Ours”, cell F7: holds the error #REF!"),
        ("F7", date(2027, 3, 1), "cell F7: the spreadsheet made a date of this cell"),
        ("F7", None, "sheet “Ours”, cell F7, A1.Teachers1 at “Low”: nothing is said at this level"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cell(
    tmp_path: Path, cell: str, value: object, fault: str
) -> None:
    told = blocks(imported(tmp_path, "ours.xlsx", workbook(cells={cell: value})))
    assert any(fault in each for each in told), told


def test_a_merged_heading_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book["Ours"].merge_cells("F6:H6")
    told = blocks(imported(tmp_path, "ours.xlsx", packed(book)))
    assert any("cell G6: column G has texts and no heading" in each for each in told)


def test_a_template_is_a_workbook_that_names_what_is_missing(tmp_path: Path) -> None:
    content = as_xlsx(("Seed", "Sprout", "Bloom"), ("Leaders", "Students"))
    told = blocks(imported(tmp_path, "ours.xlsx", content))
    assert any(
        "sheet “Rubric”, cell C8: the cell is empty, in the column “Outcome title”" in each for each in told
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Rubric"]
    sheet["B1"], sheet["B4"], sheet["C8"] = "Growing", "Grow", "Up"
    for row in (8, 9):
        for column in "EHIJ":
            sheet[f"{column}{row}"] = f"{column} {row}"
    assert words(instrument_of(imported(tmp_path, "ours.xlsx", packed(book))), "A1.Students1", 1) == ("H 9",)


LOOSE = random.Random(5).randbytes(9_000_000).translate(b"acgt" * 64)  # noqa: S311 - no secret; packs to a quarter
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><worksheet>&d;</worksheet>"""


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (lambda: archive(xl__media__a_bin=bytes(60_000_000)), "unpacks to more than 50 MB"),
        (lambda: archive(xl__worksheets__sheet1_xml=bytes(9_000_000)), "packed so tightly"),
        (lambda: archive(xl__worksheets__sheet1_xml=LOOSE), "holds more than 8 MB of cells"),
        (lambda: archive(**{f"xl__media__{number}_bin": b"" for number in range(600)}), "parts inside"),
        (lambda: archive(xl__worksheets__sheet1_xml=ENTITIES), "cannot be read (EntitiesForbidden)"),
        (lambda: archive(xl__worksheets__sheet1_xml=b"<worksheet"), "cannot be read (ParseError)"),
        (lambda: archive(xl__workbook_xml=b"<workbook/>"), "cannot be read ("),
        (lambda: workbook()[:-200], "is damaged"),
        (lambda: b"PK\x03\x04" + bytes(6_000_000), "larger than 5 MB"),
    ],
    ids=["unpacked", "bomb", "cells", "parts", "entities", "broken", "no sheets", "cut off", "large"],
)
def test_a_hostile_or_broken_workbook_is_refused_in_a_moment(
    tmp_path: Path, content: object, fault: str
) -> None:
    assert callable(content)
    made = content()
    begin = time.process_time()
    told = blocks(imported(tmp_path, "ours.xlsx", made))
    assert time.process_time() - begin < 1
    assert any(fault in each for each in told), told


def test_a_workbook_as_long_as_allowed_is_read_in_a_moment(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        *([f"A1.Teachers{number}", "A1", "", "Teachers", *["x" * 40] * 4] for number in range(3, 490)),
    ]
    content = workbook(rows)
    begin = time.process_time()
    assert len(instrument_of(imported(tmp_path, "ours.xlsx", content)).indicators) == 489
    assert time.process_time() - begin < 3  # an idle machine takes a third of it
