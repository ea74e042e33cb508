"""The at-a-glance as CSV: UTF-8 with its mark, so that spreadsheet programs read names rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from bot.chat.phrases import Phrases
from bot.records.cells import harmless
from bot.records.columns import headings, row
from bot.records.glance import Glance

_MARK = "\ufeff"


def csv_file(glances: Iterable[Glance], t: Phrases) -> bytes:
    """One line an indicator, the team and the year before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([t("Team"), t("Year"), *headings(t)])
    for glance in glances:
        for line in glance.lines:
            writer.writerow(
                [harmless(each) for each in (glance.team_name, glance.year, *row(glance, line, t))]
            )
    return (_MARK + text.getvalue()).encode()
