"""Days as people type them: `2026-12-11`, `11 Dec`, `Friday`, `tomorrow`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil import parser

_NEAR = {"today": 0, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3


class UnknownDay(ValueError):  # noqa: N818 - the name says what is wrong
    """The words name no day that a calendar has."""

    def __init__(self, given: str) -> None:
        super().__init__(f"{given!r} is not a day")
        self.given = given


def day_named(given: str, today: date) -> date:
    """The day that was meant, seen from `today`; without a year the next one to come.

    Raises `UnknownDay`.
    """
    word = given.strip().casefold()
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST_WEEKDAY and name.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return _written(given, word, today)


def _written(given: str, word: str, today: date) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        pass
    if not any(letter.isdigit() for letter in word) or len(word) < _SHORTEST_WEEKDAY:
        raise UnknownDay(given)
    try:
        found = parser.parse(word, default=datetime.combine(today, time())).date()
    except (ValueError, OverflowError):
        raise UnknownDay(given) from None
    return found if found >= today or str(found.year) in word else found.replace(year=found.year + 1)
