"""Where something was declared: in a file of keys, or in a row of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from bot.config.document import Document, KeyPath
from bot.config.problems import Problem, Wrong


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document; in a sheet the keys are columns."""

    document: Document
    path: KeyPath
    in_sheet: bool = False

    def __str__(self) -> str:
        return f"{self.document.file}:{self.document.line(self.path)}"

    def problem(self, wrong: Wrong) -> Problem:
        """A problem with what stands here."""
        inside = self._column(wrong.inside) if self.in_sheet else wrong.inside
        return self.document.problem((*self.path, *inside), wrong.what, wrong.remedy)

    def _column(self, inside: KeyPath) -> KeyPath:
        """Of `accounts` every platform is a column, of the rest the first key is one."""
        if inside == ("accounts",):
            return ("slack",)
        return inside[1:2] if inside[:1] == ("accounts",) else inside[:1]


def row(file: str, line: int) -> Where:
    """A row of a sheet, by the line on which it begins."""
    return Where(Document(file, None, {(): line}, ()), (), in_sheet=True)
