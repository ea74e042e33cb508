"""The kinds of file that a record can become, each by its short name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.phrases import Phrases
from bot.language.reader import Reader
from bot.records.csv_file import csv_file
from bot.records.glance import Glance
from bot.records.json_file import json_file
from bot.records.pdf_file import pdf_file
from bot.records.xlsx_file import xlsx_file

Make = Callable[[Sequence[Glance], Phrases, Reader], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind: its ending, its media type and what makes it."""

    name: str
    media_type: str
    make: Make


FORMATS = {
    one.name: one
    for one in (
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda glances, t, _: xlsx_file(glances, t),
        ),
        Format("csv", "text/csv", lambda glances, t, _: csv_file(glances, t)),
        Format("pdf", "application/pdf", pdf_file),
        Format("json", "application/json", lambda glances, _, __: json_file(glances)),
    )
}
