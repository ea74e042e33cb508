"""The at-a-glance as a workbook: a sheet of all teams, written row by row so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.language.reader import Reader
from bot.records.cells import is_dangerous
from bot.records.columns import Cell, headings, row
from bot.records.glance import Record

_WIDTHS = (24, 9, 9, 24, 44, 20, 9, 6, 24, 12, 7, 11, 13, 40, 6, 12, 9)


def write(file: Path, given: Iterable[Record], t: Phrases, _: Reader) -> int:
    """Write the workbook, one team after another; how many records."""
    workbook, records = Workbook(write_only=True), 0
    sheet: WriteOnlyWorksheet = workbook.create_sheet(plain(t("At a glance")))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, start=1):
        # The stubs leave it out.
        sheet.column_dimensions[get_column_letter(number)].width = width  # type: ignore[attr-defined]
    sheet.append(_bold(sheet, [plain(t("Team")), plain(t("Year")), *headings(t)]))
    for record in given:
        records, glance = records + 1, record.glance
        for line in glance.lines:
            sheet.append(_cells(sheet, (glance.team_name, glance.year, *row(glance, line, t))))
    workbook.save(file)
    return records


def _bold(sheet: WriteOnlyWorksheet, names: Sequence[str]) -> list[SheetCell]:
    cells = [WriteOnlyCell(sheet, name) for name in names]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _cells(sheet: WriteOnlyWorksheet, values: Sequence[Cell]) -> list[SheetCell | Cell]:
    return [_text(sheet, each) if is_dangerous(each) else each for each in values]


def _text(sheet: WriteOnlyWorksheet, value: Cell) -> SheetCell:
    """A cell that is text whatever it looks like, also when somebody edits it later."""
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
