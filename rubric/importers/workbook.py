"""Reads one sheet of an XLSX workbook as a table."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from rubric.importers.columns import heading_row
from rubric.importers.csv_file import MOST_ROWS
from rubric.importers.decoding import seen
from rubric.importers.doubts import Doubts
from rubric.importers.grid import Grid, Row
from rubric.importers.workbook_guard import may_be_opened

MOST_COLUMNS = 60
MOST_SHEETS = 20
_FORMULA, _ERROR = "f", "e"


class _Cell(Protocol):
    """What openpyxl gives for a filled and for an empty cell, which share no ancestor."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def is_date(self) -> bool: ...


_DAMAGED = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, DefusedXmlException,
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, NotImplementedError,
)  # fmt: skip


def read_workbook(content: bytes, sheet: str, doubts: Doubts) -> Grid | None:
    """The one sheet that has a heading row, or the one that is named; None with doubts that block."""
    if not may_be_opened(content, doubts):
        return None
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        with_rubric = _choose(workbook, sheet, doubts)
    except _DAMAGED as error:  # what openpyxl raises on a broken or hostile file has no common ancestor
        what = f"the workbook cannot be read ({type(error.__cause__ or error).__name__})"
        doubts.block("", what, "Open it in your spreadsheet program and save it again as .xlsx")
        return None
    return None if doubts.blocked else with_rubric


def _choose(workbook: Workbook, wanted: str, doubts: Doubts) -> Grid | None:
    sheets = {each.title: each for each in workbook.worksheets}
    names = ", ".join(f"“{name}”" for name in sheets)
    if wanted and wanted not in sheets:
        doubts.block("", f"there is no sheet “{wanted}”", f"Name one of {names} with --sheet")
        return None
    if len(sheets) > MOST_SHEETS and not wanted:
        doubts.block("", f"the workbook has {len(sheets)} sheets", 'Say which one with --sheet "…"')
        return None
    chosen = [wanted] if wanted else list(sheets)
    trials = {name: Doubts(doubts.file) for name in chosen}
    grids = {name: _grid(sheets[name], trials[name]) for name in chosen}
    fit = [name for name, grid in grids.items() if heading_row(grid)] or chosen[:1]
    if len(fit) > 1:
        doubts.block(
            "", f"more than one sheet holds a rubric: {', '.join(fit)}", 'Say which one with --sheet "…"'
        )
        return None
    if len(sheets) > 1 and not wanted:
        doubts.note(
            f"sheet “{fit[0]}”", f"of the sheets {names} only this one was read", "Say another with --sheet"
        )
    doubts.found.extend(trials[fit[0]].found)
    return _not_empty(grids[fit[0]], doubts)


def _not_empty(grid: Grid, doubts: Doubts) -> Grid:
    if not grid.rows:
        doubts.block(f"sheet “{grid.sheet}”", "the sheet is empty", "Check that it is the right file")
    return grid


def _grid(sheet: ReadOnlyWorksheet, doubts: Doubts) -> Grid:
    grid = Grid(rows := [], sheet.title)
    sheet.reset_dimensions()  # what the file says of its own size need not be true
    read: Iterable[Sequence[_Cell]] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)  # type: ignore[misc,assignment]
    for number, cells in enumerate(read, start=1):
        if number > MOST_ROWS:
            what = f"the sheet has more than {MOST_ROWS:,} rows"
            doubts.block(
                f"sheet “{sheet.title}”", what, "Check that it is a rubric, and delete the empty rows below"
            )
            break
        row = Row(number, tuple(_texts(cells)))
        if any(row.cells):
            rows.append(row)
            _check(grid, row, cells, doubts)
    return grid


def _texts(cells: Sequence[_Cell]) -> Iterator[str]:
    for cell in cells:
        value = cell.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        yield "" if value is None else seen(str(value)).replace("\r", "").strip()


def _check(grid: Grid, row: Row, cells: Sequence[_Cell], doubts: Doubts) -> None:
    for column, cell in enumerate(cells):
        kind = cell.data_type
        if kind == _FORMULA:
            what = "holds a formula"
            doubts.block(
                grid.where(row, column), what, "Copy the cell and paste its value, as text, in its place"
            )
        elif kind == _ERROR:
            doubts.block(
                grid.where(row, column), f"holds the error {cell.value}", "Write the text into the cell"
            )
        elif cell.is_date:
            what = "the spreadsheet made a date of this cell"
            doubts.block(grid.where(row, column), what, "Set the cell's format to text and write it again")
