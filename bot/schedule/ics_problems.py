"""What is wrong with a calendar file: where it stands, what it is, and what to do about it."""

from __future__ import annotations


class CalendarFileProblem(ValueError):  # noqa: N818 - named for what happened, as people say it
    """`line` counts from 1 (0 where none is to blame); `part` is the property at fault, or "".

    Neither `what` nor `remedy` ends in a full stop.
    """

    def __init__(self, file: str, line: int, part: str, what: str, remedy: str) -> None:
        where = f"{file}:{line}" if line else file
        blamed = f"{part}: " if part else ""
        super().__init__(f"{where}: {blamed}{what}. {remedy}.")
        self.file = file
        self.line = line
        self.part = part
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[CalendarFileProblem], tuple[str, int, str, str, str]]:
        """Problems travel between processes."""
        return type(self), (self.file, self.line, self.part, self.what, self.remedy)
