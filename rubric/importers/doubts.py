"""What an import is not sure of: where it stands, what it is, what to do, and whether it stops the import."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a person should look at; `where` is a line or a cell, empty for the whole file.

    Doubts of the same kind share `what` and `remedy`, so that they can be told together.
    """

    file: str
    where: str
    what: str
    remedy: str
    blocks: bool  # something essential is missing: nothing is written

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.what}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Doubts:
    """Collects the doubts about one file, in the order they are found."""

    file: str
    found: list[Doubt] = field(default_factory=list)

    def block(self, where: str, what: str, remedy: str) -> None:
        """Note something without which the rubric cannot be written."""
        self.found.append(Doubt(self.file, where, what, remedy, blocks=True))

    def note(self, where: str, what: str, remedy: str) -> None:
        """Note something that was decided and that a person may want to decide otherwise."""
        self.found.append(Doubt(self.file, where, what, remedy, blocks=False))

    @property
    def blocked(self) -> bool:
        """Whether anything essential is missing."""
        return any(each.blocks for each in self.found)
