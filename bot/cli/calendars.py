"""What the calendar files of the teams hold, for `stem-bot check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from bot.config.problems import Invalid, Problem
from bot.config.settings import Settings
from bot.schedule.calendar_files import FileRead, FilesRead
from bot.schedule.calendar_watch import read_for

_REASONS: Final = {
    "timed": "about hours of a day",
    "free": "shown as free time (see calendar_events.free_time)",
    "cancelled": "cancelled",
    "others": "not named as calendar_events.only asks",
}


def read_calendars(settings: Settings) -> list[str]:
    """A line for each calendar file of each team; raises Invalid with every problem of all files."""
    today = datetime.now(UTC).date()
    read = {
        team_id: read_for(team.calendar_sources(), today)
        for team_id, team in settings.teams.items()
        if team.calendar_files
    }
    problems = [problem for found in read.values() for problem in found.problems]
    if problems:
        raise Invalid(Problem(one.file, one.line, one.part, one.what, one.remedy) for one in problems)
    return list(_lines(read))


def _lines(read: Mapping[str, FilesRead]) -> Iterator[str]:
    for team_id, found in read.items():
        for file in found.files:
            yield f"{team_id}: {file.file}: {_closures(file)}{_passed_over(file)}."


def _closures(file: FileRead) -> str:
    if not file.closed:
        return "no closures in the next two years"
    first, last = file.closed[0], file.closed[-1]
    many = f"{len(file.closed)} closures" if len(file.closed) > 1 else "1 closure"
    until = f", the last on {last.first} ({last.name})" if len(file.closed) > 1 else ""
    return f"{many}, the first on {first.first} ({first.name}){until}"


def _passed_over(file: FileRead) -> str:
    counted = [f"{count} {_REASONS[reason]}" for reason, count in sorted(file.passed_over.items())]
    return f"; passed over: {', '.join(counted)}" if counted else ""
