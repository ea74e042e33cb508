"""Every message that somebody of the team got, as they saw it when it came."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.school_year.members import BY_NAME

_INDICATOR: Final = re.compile(r"\bEC\d\.[A-Za-z]+\d\b")
CHECK_IN, REMINDER, DIGEST, SNOOZE = "check-in", "reminder", "digest", "snooze"
# What nobody asked for at that moment. What was put off comes when the person wanted it.
UNPROMPTED: Final = (CHECK_IN, REMINDER, DIGEST, "day-off", "rest-off", "late")
COLUMNS: Final = ("when", "local time", "who", "platform", "kind", "check-ins", "asked about", "words")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a check-in: its id, which check-in, and its local day."""

    id: int
    slot: str
    day: date


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person: when it stood before them (UTC), what for, and what it said.

    `kind` is the beginning of what the bot calls its purpose; `asked` are the runs that it asks or reminds
    of, each with what about: an indicator, the question itself, or nothing in a reminder.
    """

    who: str
    at: datetime
    kind: str
    asked: tuple[tuple[Run, str], ...]
    words: str
    message: str = ""

    @property
    def local(self) -> datetime:
        """When, on the person's own clock."""
        return self.at.astimezone(ZoneInfo(BY_NAME[self.who].zone))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that it asks or reminds of."""
        return tuple(dict.fromkeys(run for run, _ in self.asked))

    @property
    def indicators(self) -> tuple[str, ...]:
        """What it speaks of, by the ids that stand in it."""
        return tuple(dict.fromkeys(_INDICATOR.findall(self.words)))

    def __str__(self) -> str:
        return f"{self.who} {self.local:%a %Y-%m-%d %H:%M} {self.kind} {self.words[:60]!r}"


def write(every: Iterable[Mail], file: Path) -> None:
    """As a table, for whoever wants to read a year of messages."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(COLUMNS)
        for one in sorted(every, key=lambda one: (one.at, one.who)):
            runs = ", ".join(f"{run.slot} {run.day}" for run in one.runs)
            about = " ".join(one.indicators)
            platform = BY_NAME[one.who].platform
            local = f"{one.local:%a %Y-%m-%d %H:%M}"
            table.writerow([one.at.isoformat(), local, one.who, platform, one.kind, runs, about, one.words])
