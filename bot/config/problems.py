"""What is wrong with a file that an operator wrote: where it stands, what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault; `line` counts from 1 (0 where none is to blame), `key` is a path: `teams.riverbend.zone`."""

    file: str
    line: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        blamed = f"{self.key}: " if self.key else ""
        end = "" if self.remedy.endswith(("…", "?")) else "."
        return f"{where}: {blamed}{self.what}. {self.remedy}{end}"


class Invalid(ValueError):  # noqa: N818 - the name says what is wrong
    """The file cannot be used; `problems` has every fault that was found, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.file, each.line)))
        super().__init__("\n".join(str(each) for each in self.problems))


class Wrong(ValueError):  # noqa: N818 - the name says what is wrong
    """A value that cannot be used; neither part ends in a full stop; `inside` is the part of it at fault."""

    def __init__(self, what: str, remedy: str, *inside: str | int) -> None:
        self.what = what
        self.remedy = remedy
        self.inside = inside
        super().__init__(f"{what}. {remedy}.")
