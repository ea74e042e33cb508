"""Ratings by quarter of the year: each person's last word in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.store.models import Rating

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """From which month on (day 1), and the level that each person gave last in it, by person id."""

    begins: date
    levels: Mapping[int, int]

    @property
    def ends(self) -> date:
        """Its last month, day 1."""
        return self.begins.replace(month=self.begins.month + MONTHS - 1)


def quarters(ratings: Iterable[Rating], zone: str) -> Sequence[Quarter]:
    """The quarters with ratings in them, oldest first; `ratings` stand in the order they were given."""
    found: dict[date, dict[int, int]] = {}
    for rating in ratings:
        begins = _begins(rating.given_at.astimezone(ZoneInfo(zone)).date())
        levels = found.setdefault(begins, {})
        if rating.level is None:
            levels.pop(rating.person_id, None)
        else:
            levels[rating.person_id] = rating.level
    return [Quarter(begins, levels) for begins, levels in sorted(found.items()) if levels]


def _begins(day: date) -> date:
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
