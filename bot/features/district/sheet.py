"""Writes the table of all teams, in a process of its own: all that it needs comes as rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

from bot.chat.messenger import File
from bot.records.cells import harmless

MODULE: Final = __name__


def make(given: Mapping[str, Any]) -> File:
    """The table as CSV: UTF-8 with its mark, so that spreadsheet programs read names rightly."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in given["rows"])
    return File(given["name"], "text/csv", "", text.getvalue().encode("utf-8-sig"))
