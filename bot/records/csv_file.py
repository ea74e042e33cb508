"""The at-a-glance as CSV: UTF-8 with its mark, so that spreadsheet programs read names rightly."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from bot.chat.phrases import Phrases
from bot.language.reader import Reader
from bot.records.cells import harmless
from bot.records.columns import headings, row
from bot.records.glance import Record


def write(file: Path, given: Iterable[Record], t: Phrases, _: Reader) -> int:
    """One line an indicator, the team and the year before it; how many records."""
    records = 0
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\r\n")
        writer.writerow([t("Team"), t("Year"), *headings(t)])
        for record in given:
            records, glance = records + 1, record.glance
            for line in glance.lines:
                cells = (glance.team_name, glance.year, *row(glance, line, t))
                writer.writerow([harmless(each) for each in cells])
    return records
