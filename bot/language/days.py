"""Days as people type them: `2026-12-11`, `11 Dec`, `Friday`, `tomorrow`; in Spanish too: `mañana`.

Every language is understood from everybody: the words of one mean nothing else in another.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

from dateutil import parser

_NEAR = {"today": 0, "tomorrow": 1, "hoy": 0, "manana": 1}
_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
_SPANISH_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_SHORTEST_WEEKDAY = 3


class _Words(parser.parserinfo):
    """The words in a date: months in both languages, whole or by their first three letters."""

    # So dateutil is told other words.
    MONTHS = [  # noqa: RUF012
        (*english, spanish, spanish[:3])
        for english, spanish in zip(parser.parserinfo.MONTHS, _SPANISH_MONTHS, strict=True)
    ]
    JUMP = [*parser.parserinfo.JUMP, "de", "del", "el"]  # noqa: RUF012


_WORDS = _Words()


class UnknownDay(ValueError):  # noqa: N818 - the name says what is wrong
    """The words name no day that a calendar has."""

    def __init__(self, given: str) -> None:
        super().__init__(f"{given!r} is not a day")
        self.given = given


def day_named(given: str, today: date) -> date:
    """The day that was meant, seen from `today`; without a year the next one to come.

    Raises `UnknownDay`.
    """
    word = _without_accents(given.strip().casefold())
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if (number := weekday_number(word)) is not None:
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return _written(given, word, today)


def weekday_number(given: str) -> int | None:
    """The day of the week that a name or its beginning means (Monday is 0); None for other words."""
    word = _without_accents(given.strip().rstrip(".").casefold())
    if len(word) < _SHORTEST_WEEKDAY:
        return None
    fitting = (n for n, names in enumerate(_WEEKDAYS) if any(name.startswith(word) for name in names))
    return next(fitting, None)


def _written(given: str, word: str, today: date) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        pass
    if not any(letter.isdigit() for letter in word) or len(word) < _SHORTEST_WEEKDAY:
        raise UnknownDay(given)
    try:
        found = parser.parse(word, parserinfo=_WORDS, default=datetime.combine(today, time())).date()
    except (ValueError, OverflowError):
        raise UnknownDay(given) from None
    return found if found >= today or str(found.year) in word else found.replace(year=found.year + 1)


def _without_accents(words: str) -> str:
    apart = unicodedata.normalize("NFD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
