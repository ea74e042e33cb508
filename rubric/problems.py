"""What is wrong with a rubric file: where it stands, what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RubricProblem:
    """One fault of a rubric file; `line` counts from 1, `key` is empty where no key is to blame."""

    file: str
    line: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        blamed = f"key '{self.key}': " if self.key else ""
        return f"{self.file}:{self.line}: {blamed}{self.what}. {self.remedy}"


class RubricInvalid(ValueError):  # noqa: N818 - the name says what is wrong
    """The rubric files cannot be used; `problems` has every fault that was found, in reading order."""

    def __init__(self, problems: Iterable[RubricProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(each) for each in self.problems))
