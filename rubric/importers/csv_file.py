"""Reads a CSV file as a table, whichever of comma, semicolon and tab parts its columns."""

from __future__ import annotations

import csv
import io

from rubric.importers.columns import heading_row
from rubric.importers.doubts import Doubts
from rubric.importers.grid import Grid, Row

MOST_ROWS = 500
_SEPARATORS = (",", ";", "\t")


def read_csv(text: str, doubts: Doubts) -> Grid | None:
    """The rows that hold anything; None with doubts that block where the file is broken."""
    trials = [(_grid(text, each, trial := Doubts(doubts.file)), trial) for each in _SEPARATORS]
    grid, trial = next((each for each in trials if heading_row(each[0])), trials[0])
    doubts.found.extend(trial.found)
    if not grid.rows and not doubts.blocked:
        doubts.block("", "no row holds anything", "Check that it is the right file")
    _check_formulas(grid, doubts)
    return None if doubts.blocked else grid


def _grid(text: str, separator: str, doubts: Doubts) -> Grid:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                doubts.block("", f"the table has more than {MOST_ROWS:,} rows", "Check that it is a rubric")
                break
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        what = f"the table breaks off here: {error}"
        remedy = "Look for a quotation mark without its partner, or save the table again from a spreadsheet"
        doubts.block(f"line {reader.line_num}", what, remedy)
    return Grid(rows)


def _check_formulas(grid: Grid, doubts: Doubts) -> None:
    for row in grid.rows:
        for column, cell in enumerate(row.cells):
            if cell.startswith("="):
                what = "begins with “=”, so a spreadsheet takes it for a formula"
                doubts.block(grid.where(row, column), what, "Write the text itself into the cell")
