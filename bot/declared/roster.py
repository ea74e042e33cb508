"""Reads people from a sheet; each row has the form of a declared person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.explain import findings_of
from bot.config.model import Surroundings
from bot.config.problems import Problem, Wrong
from bot.declared.people_model import DeclaredPerson
from bot.declared.places import Where
from bot.declared.sheet import SheetRow, read_sheet

COLUMNS = ("name", "slack", "discord", "zone", "permission", "roles", "adviser", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row: where it stands, the name in it, and the person, None if the row is not usable."""

    where: Where
    name: str
    person: DeclaredPerson | None


def read_roster(file: Path, read_in: Surroundings, problems: list[Problem]) -> Iterator[RosterRow]:
    """The people of a file; what is wrong with it, or with a row, is added to the problems."""
    for row in read_sheet(file, COLUMNS, "name", problems):
        yield RosterRow(row.where, row.cells.get("name", ""), _person(row, read_in, problems))


def _person(row: SheetRow, read_in: Surroundings, problems: list[Problem]) -> DeclaredPerson | None:
    try:
        return DeclaredPerson.model_validate(_as_declared(row.cells), context=read_in)
    except ValidationError as error:
        for path, what, remedy in findings_of(error, DeclaredPerson.model_json_schema()):
            problems.append(row.where.problem(Wrong(what, remedy, *path)))
        return None


def _as_declared(cells: Mapping[str, str]) -> dict[str, Any]:
    accounts = {column: cells[column] for column in ("slack", "discord") if column in cells}
    roles = [{"role": role.strip()} for role in cells.get("roles", "").split(";") if role.strip()]
    others = {column: text for column, text in cells.items() if column not in {"slack", "discord", "roles"}}
    return {**others, "accounts": accounts, "roles": roles}
