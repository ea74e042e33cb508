"""Reads people from a CSV file, such as a spreadsheet saves; each row has the form of a declared person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.explain import findings_of
from bot.config.model import Surroundings
from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.declared.people_model import DeclaredPerson
from bot.declared.places import Where, row

COLUMNS = ("name", "slack", "discord", "zone", "permission", "roles", "adviser", "starts_on", "ends_on")
_NEEDED = ("name",)
_SPREADSHEET = "Save the sheet as “CSV UTF-8” with commas between the columns"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row that could be read: where it stands, and who it is."""

    where: Where
    person: DeclaredPerson


def read_roster(file: Path, read_in: Surroundings, problems: list[Problem]) -> list[RosterRow]:
    """The people of a file; what is wrong with it, or with a row, is added to the problems."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        what = f"the roster cannot be read ({error.strerror})"
        problems.append(Problem(str(file), 0, "", what, "Check its name"))
        return []
    except UnicodeDecodeError:
        problems.append(Problem(str(file), 0, "", "the roster is not UTF-8 text", _SPREADSHEET))
        return []
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[RosterRow] = []
    try:
        header = [cell.strip().lower() for cell in next(lines, [])]
        faults = list(_header_problems(str(file), header))
        problems += faults
        if not faults:
            found = [each for each in _rows(str(file), header, lines, read_in, problems) if each]
    except csv.Error as error:
        what = f"this is not CSV ({error})"
        problems.append(Problem(str(file), lines.line_num, "", what, _SPREADSHEET))
    return found


def _header_problems(file: str, header: list[str]) -> Iterator[Problem]:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        yield Problem(file, 1, "", "the columns are not separated by commas", _SPREADSHEET)
        return
    for column in _NEEDED:
        if column not in header:
            what = "the column is missing" if header else "the file is empty"
            yield Problem(
                file, 1, column, what, f"Begin the file with a line of columns: {','.join(COLUMNS)}"
            )
    for index, column in enumerate(header):
        if column not in COLUMNS:
            yield Problem(file, 1, column, "this column is not known", did_you_mean(column, COLUMNS))
        elif column in header[:index]:
            yield Problem(file, 1, column, "the column stands here twice", "Keep one of the two")


def _rows(
    file: str, header: list[str], lines: Any, read_in: Surroundings, problems: list[Problem]
) -> Iterator[RosterRow | None]:
    line = lines.line_num + 1
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield _row(row(file, line), header, cells, read_in, problems)
        line = lines.line_num + 1


def _row(
    where: Where, header: list[str], cells: list[str], read_in: Surroundings, problems: list[Problem]
) -> RosterRow | None:
    if len(cells) > len(header):
        what = f"the row has {len(cells)} cells for {len(header)} columns"
        problems.append(where.problem(Wrong(what, "Put a text that contains a comma in quotes")))
        return None
    given = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if cell.strip()}
    try:
        return RosterRow(where, DeclaredPerson.model_validate(_as_declared(given), context=read_in))
    except ValidationError as error:
        schema = DeclaredPerson.model_json_schema()
        for path, what, remedy in findings_of(error, schema):
            problems.append(where.problem(Wrong(what, remedy, *path)))
        return None


def _as_declared(given: Mapping[str, str]) -> dict[str, Any]:
    accounts = {column: given[column] for column in ("slack", "discord") if column in given}
    roles = [{"role": role.strip()} for role in given.get("roles", "").split(";") if role.strip()]
    others = {column: text for column, text in given.items() if column not in {"slack", "discord", "roles"}}
    return {**others, "accounts": accounts, "roles": roles}
