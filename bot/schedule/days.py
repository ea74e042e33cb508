"""The words for days that rules, calendars and their problems share: weekday names and ISO dates."""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from typing import Final

_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORTEST_ABBREVIATION: Final = 3


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday` does: Monday is 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def full(self) -> str:
        """The name as it is written: "Tuesday"."""
        return self.name.capitalize()

    @property
    def short(self) -> str:
        """The three-letter name: "Tue"."""
        return self.full[:_SHORTEST_ABBREVIATION]


def weekday_named(word: str) -> Weekday | None:
    """The weekday that "Tuesday", "tuesdays", "Tues" or "tue." names, if any."""
    plain = word.strip().rstrip(".").lower()
    if len(plain) < _SHORTEST_ABBREVIATION:
        return None
    return next((weekday for weekday in Weekday if f"{weekday.full.lower()}s".startswith(plain)), None)


def iso_day(text: str) -> date | None:
    """The date that "2026-12-01" stands for; None for any other spelling and for days that do not exist."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
