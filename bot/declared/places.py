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
        inside = wrong.inside[-1:] if self.in_sheet and wrong.inside[:1] == ("accounts",) else wrong.inside
        if self.in_sheet:
            inside = inside[:1]
        return self.document.problem((*self.path, *inside), wrong.what, wrong.remedy)


def row(file: str, line: int) -> Where:
    """A row of a sheet, by the line on which it begins."""
    return Where(Document(file, None, {(): line}, ()), (), in_sheet=True)
