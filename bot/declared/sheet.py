"""Reads a CSV file as spreadsheets save it: rows by column, each with the line that it begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.declared.places import Where, row

_SPREADSHEET = "Save the sheet as “CSV UTF-8” with commas between the columns"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row that hold something, by column."""

    where: Where
    cells: Mapping[str, str]


def read_sheet(
    file: Path, columns: Sequence[str], needed: str, problems: list[Problem]
) -> Sequence[SheetRow]:
    """The rows; what is wrong with the file, its header or a row's form is added to the problems."""
    name = str(file)
    lines: list[tuple[int, list[str]]] = []
    try:
        lines += _lines(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        what = f"the roster cannot be read ({error.strerror})"
        problems.append(Problem(name, 0, "", what, "Check its name"))
    except UnicodeDecodeError:
        problems.append(Problem(name, 0, "", "the roster is not UTF-8 text", _SPREADSHEET))
    except _NotCsv as error:
        problems.append(Problem(name, error.line, "", f"this is not CSV ({error})", _SPREADSHEET))
    else:
        header = [cell.strip().lower() for cell in lines[0][1]] if lines else []
        faults = list(_header_problems(name, header, columns, needed))
        problems += faults
        return [] if faults else list(_rows(name, header, lines[1:], problems))
    return []


class _NotCsv(ValueError):  # noqa: N818 - says what it is
    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line that it begins on, the first of all counting from 1."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _NotCsv(str(error), begins) from error


def _header_problems(
    name: str, header: Sequence[str], columns: Sequence[str], needed: str
) -> Iterator[Problem]:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        yield Problem(name, 1, "", "the columns are not separated by commas", _SPREADSHEET)
        return
    if needed not in header:
        what = "the column is missing" if header else "the file is empty"
        remedy = f"Begin the file with a line of columns: {','.join(columns)}"
        yield Problem(name, 1, needed, what, remedy)
    for index, column in enumerate(header):
        if column not in columns:
            yield Problem(name, 1, column, "this column is not known", did_you_mean(column, columns))
        elif column in header[:index]:
            yield Problem(name, 1, column, "the column stands here twice", "Keep one of the two")


def _rows(
    name: str, header: Sequence[str], lines: Sequence[tuple[int, list[str]]], problems: list[Problem]
) -> Iterator[SheetRow]:
    for line, cells in lines:
        where = row(name, line)
        filled = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if cell.strip()}
        if len(cells) > len(header):
            what = f"the row has {len(cells)} cells for {len(header)} columns"
            problems.append(where.problem(Wrong(what, "Put a text that contains a comma in quotes")))
        elif filled:
            yield SheetRow(where, filled)
