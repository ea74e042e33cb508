"""`python -m bot.schedule.calendar_reader`: reads calendar files for another process; JSON in, JSON out."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.schedule.calendar_files import CalendarSource
from bot.schedule.ics import Counting, read_ics
from bot.schedule.ics_lines import MOST_BYTES
from bot.schedule.ics_problems import CalendarFileProblem
from bot.schedule.own_process import limit_memory

_MOST_MEMORY: Final = 1 << 30


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """What `bot.schedule.calendar_files.read_files` asked for."""
    first, last = map(date.fromisoformat, asked["days"])
    files: list[dict[str, Any]] = []
    problems: list[CalendarFileProblem] = []
    for path, free_time, only in asked["sources"]:
        source = CalendarSource(path, free_time, tuple(only))
        for file in _files(source, problems):
            try:
                files.append(_read(file, source, first, last))
            except CalendarFileProblem as problem:
                problems.append(problem)
    return {"files": files, "problems": [problem.__reduce__()[1] for problem in problems]}


def _files(source: CalendarSource, problems: list[CalendarFileProblem]) -> Iterator[Path]:
    try:
        yield from source.files()
    except CalendarFileProblem as problem:
        problems.append(problem)


def _read(file: Path, source: CalendarSource, first: date, last: date) -> dict[str, Any]:
    counting = Counting(source.free_time, source.only)
    read = read_ics(_content(file), str(file), first, last, counting)
    closed = [[str(one.first), str(one.last), one.name] for one in read.closed]
    return {"file": str(file), "closed": closed, "passed_over": dict(read.passed_over)}


def _content(file: Path) -> bytes:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise CalendarFileProblem(str(file), 0, "", "this is no file", "Name an .ics file")
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "no answer"
        remedy = "Let the user that stem-bot runs as read it"
        raise CalendarFileProblem(str(file), 0, "", f"the file cannot be read ({why})", remedy) from error


if __name__ == "__main__":
    limit_memory(_MOST_MEMORY)
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.buffer.read()))))
