"""The quarters of a year, by which what people say is counted where nobody set a time for it."""

from __future__ import annotations

from datetime import date

MONTHS = 3


def quarter_begins(day: date) -> date:
    """The first day of the quarter of the year that a day is in."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
