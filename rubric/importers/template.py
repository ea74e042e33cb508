"""Makes an empty table that imports once it is filled in: as CSV, or as an XLSX workbook with help in it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rubric.importers.columns import FACTS, HEADINGS

EXAMPLE_LEVELS = ("Beginning", "Progressing", "Established", "Sustaining")
FIRST_OUTCOME = "A1"
SHEET = "Rubric"
_COLUMNS = ("indicator", "outcome", "outcome_title", "audience", "title", "short_title", "whole_team")
_FACTS = ("title", "id", "version", "standard", "source")
_ABOVE = len(_FACTS) + 2  # the row of the headings, counted from 1: an empty one stands between
_WIDTHS = {
    "indicator": 20,
    "outcome": 12,
    "outcome_title": 30,
    "audience": 20,
    "title": 40,
    "short_title": 24,
}
_LEVEL_WIDTH, _OTHER_WIDTH = 44, 14
_LAST_ROW = 200  # how far down the lists to choose from reach


def template_rows(levels: Sequence[str], audiences: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows: facts on the whole rubric, the headings, and one begun row for each audience."""
    for key in _FACTS:
        yield FACTS[key][0], "1" if key == "version" else ""
    yield ()
    numbered = (f"{number} {name}" for number, name in enumerate(levels, start=1))
    yield (*(HEADINGS[key][0] for key in _COLUMNS), *numbered)
    for audience in audiences:
        begun = {"indicator": f"{FIRST_OUTCOME}.{''.join(audience.split())}1", "outcome": FIRST_OUTCOME}
        begun["audience"] = audience
        yield tuple(begun.get(key, "") for key in _COLUMNS)


def as_csv(levels: Sequence[str], audiences: Sequence[str]) -> bytes:
    """The table as CSV in UTF-8, with the mark by which spreadsheet programs know that."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(template_rows(levels, audiences))
    return codecs.BOM_UTF8 + text.getvalue().encode()


def as_xlsx(levels: Sequence[str], audiences: Sequence[str]) -> bytes:
    """The table as a workbook: wide columns, wrapped texts, audiences to choose from."""
    workbook = Workbook()
    for default in workbook.worksheets:
        workbook.remove(default)
    sheet: Worksheet = workbook.create_sheet(SHEET)
    for row in template_rows(levels, audiences):
        sheet.append(row)
    _dress(sheet, len(levels))
    _offer(sheet, "audience", audiences, "Another word is fine; importing asks whom it means.")
    _offer(sheet, "whole_team", ("yes", "no"), "Yes if every member of the team is asked about it.")
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def _dress(sheet: Worksheet, levels: int) -> None:
    bold, grey = Font(bold=True), PatternFill("solid", fgColor="E8ECEF")
    widths = [_WIDTHS.get(key, _OTHER_WIDTH) for key in _COLUMNS] + [_LEVEL_WIDTH] * levels
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(_ABOVE, number).font = bold
        sheet.cell(_ABOVE, number).fill = grey
        for below in range(_ABOVE, _LAST_ROW):
            sheet.cell(below, number).alignment = Alignment(wrap_text=True, vertical="top")
    for above in range(1, _ABOVE):
        sheet.cell(above, 1).font = bold
    sheet.freeze_panes = f"B{_ABOVE + 1}"


def _offer(sheet: Worksheet, key: str, choices: Sequence[str], hint: str) -> None:
    letter = get_column_letter(_COLUMNS.index(key) + 1)
    offer = DataValidation(
        "list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False
    )
    offer.promptTitle, offer.prompt, offer.showInputMessage = HEADINGS[key][0], hint, True
    offer.add(f"{letter}{_ABOVE + 1}:{letter}{_LAST_ROW}")
    sheet.add_data_validation(offer)
