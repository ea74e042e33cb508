"""Who answers for what: the cells of roles and areas, and to whom each role answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["AccountabilityLine", "Area", "Responsibilities", "Responsibility"]


@dataclass(frozen=True, slots=True)
class Area:
    """A field of work in which every role has its part, or none."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One cell: what one role does in one area, each entry of `does` a responsibility of its own."""

    role_id: str
    area_id: str
    does: tuple[str, ...]  # empty where not applicable
    not_applicable: bool  # the document itself says so; a cell that is not there is another thing
    source: str

    @property
    def id(self) -> str:
        """`role.area`, such as `student-leader.advocacy`."""
        return f"{self.role_id}.{self.area_id}"


@dataclass(frozen=True, slots=True)
class AccountabilityLine:
    """Whom a role answers to, and for what; overdue work and concerns travel along these lines."""

    id: str
    holder: str  # a role id
    answers_to: str  # a role id; empty where it is nobody with a role
    answers_to_others: str  # who it is in words where it is nobody with a role; both empty: nobody is named
    for_what: str
    assisted_by: str  # a role id, or empty
    source: str


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """All areas by id, all cells by id, and the accountability lines by id, in the order of the files."""

    areas: Mapping[str, Area]
    cells: Mapping[str, Responsibility]
    lines: Mapping[str, AccountabilityLine]

    def of_role(self, role_id: str) -> tuple[Responsibility, ...]:
        """A role's cells in the order of the areas; empty for a role of which no file says anything."""
        cells = (self.cells.get(f"{role_id}.{area_id}") for area_id in self.areas)
        return tuple(each for each in cells if each is not None)

    def lines_from(self, role_id: str) -> tuple[AccountabilityLine, ...]:
        """Whom a role answers to."""
        return tuple(each for each in self.lines.values() if each.holder == role_id)

    def lines_to(self, role_id: str) -> tuple[AccountabilityLine, ...]:
        """Who answers to a role."""
        return tuple(each for each in self.lines.values() if each.answers_to == role_id)
