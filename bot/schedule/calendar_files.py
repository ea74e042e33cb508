"""The calendar files beside `config.yaml`: found, and read in a process of their own with a time limit.

Such a file comes from somebody else's program. A child process reads it, so that a file made to keep a reader
busy can neither stall the bot nor use up its memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.schedule.calendar import Closure
from bot.schedule.ics_problems import CalendarFileProblem
from bot.schedule.own_process import environment

SECONDS: Final = 10.0
_MOST_FILES: Final = 50
_READER: Final = "bot.schedule.calendar_reader"
_CHECK_PATH: Final = "Check the path in calendar_files; a relative one starts at the folder of config.yaml"
_NO_SCHOOL_ONLY: Final = "Keep only calendars of days without school there"


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """A file, or a folder with `.ics` files in it; what counts in it is as in `bot.schedule.ics.Counting`."""

    path: str
    free_time: bool = False
    only: tuple[str, ...] = ()

    def files(self) -> list[Path]:
        """The files, by name; raises CalendarFileProblem where there is none, or too many."""
        path = Path(self.path)
        if not path.exists():
            raise CalendarFileProblem(self.path, 0, "", "there is no such file or folder", _CHECK_PATH)
        if not path.is_dir():
            return [path]
        found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".ics")
        if not found:
            raise CalendarFileProblem(self.path, 0, "", "there is no .ics file in this folder", _CHECK_PATH)
        if len(found) > _MOST_FILES:
            what = f"there are {len(found)} .ics files in this folder, more than {_MOST_FILES}"
            raise CalendarFileProblem(self.path, 0, "", what, _NO_SCHOOL_ONLY)
        return found


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file held: its closures in order, and how many events were passed over, by reason."""

    file: str
    closed: tuple[Closure, ...]
    passed_over: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What all files held, and every problem; with a problem, what was read is not all there is."""

    files: tuple[FileRead, ...] = ()
    problems: tuple[CalendarFileProblem, ...] = ()

    @property
    def closed(self) -> tuple[Closure, ...]:
        """The closures of all files, in order, each once."""
        return tuple(sorted({closure for file in self.files for closure in file.closed}))


def read_files(
    sources: Sequence[CalendarSource], first: date, last: date, seconds: float = SECONDS
) -> FilesRead:
    """The closures between two days, both included; waits, so not for the event loop's thread."""
    asked = {
        "sources": [[one.path, one.free_time, list(one.only)] for one in sources],
        "days": [first.isoformat(), last.isoformat()],
    }
    try:
        done = subprocess.run(  # noqa: S603 - the same interpreter, and nothing of the file in the command
            [sys.executable, "-m", _READER],
            input=json.dumps(asked).encode(),
            env=environment(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return FilesRead(problems=(_unread(sources, f"not read within {seconds:g} seconds"),))
    if done.returncode:
        return FilesRead(problems=(_unread(sources, "too much to be read"),))
    return _answer(json.loads(done.stdout))


def _unread(sources: Sequence[CalendarSource], what: str) -> CalendarFileProblem:
    names = ", ".join(one.path for one in sources)
    return CalendarFileProblem(names, 0, "", what, "Export only the days without school")


def _answer(answer: Mapping[str, Any]) -> FilesRead:
    files = tuple(
        FileRead(one["file"], tuple(_closures(one["closed"])), one["passed_over"]) for one in answer["files"]
    )
    return FilesRead(files, tuple(CalendarFileProblem(*one) for one in answer["problems"]))


def _closures(written: Sequence[Sequence[str]]) -> Iterator[Closure]:
    for first, last, name in written:
        yield Closure(date.fromisoformat(first), date.fromisoformat(last), name)
