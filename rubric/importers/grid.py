"""A table as it was read, whichever program wrote it: rows of texts, each with the name of its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is what the reader's program shows beside it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column, empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that hold anything."""

    rows: Sequence[Row]
    sheet: str = ""  # empty for a CSV file

    def where(self, row: Row, column: int) -> str:
        """The place of a cell, as a spreadsheet names it."""
        return f"{self._sheet()}cell {column_letters(column)}{row.number}"

    def row_where(self, row: Row) -> str:
        """The place of a whole row."""
        return f"{self._sheet()}row {row.number}"

    def _sheet(self) -> str:
        return f"sheet “{self.sheet}”, " if self.sheet else ""


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
