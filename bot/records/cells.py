"""Text in cells that no spreadsheet takes for a formula."""

from __future__ import annotations

from bot.records.columns import Cell

# What a spreadsheet program may evaluate when it opens a file, full-width forms too (OWASP, CSV injection).
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_dangerous(cell: Cell) -> bool:
    """Whether a program could take the text for a formula."""
    return isinstance(cell, str) and cell.startswith(_DANGEROUS)


def harmless(cell: Cell) -> Cell:
    """The cell with an apostrophe before what could be a formula."""
    return f"'{cell}" if is_dangerous(cell) else cell
