"""Days and times as the person who reads them says them, in their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.chat.phrases import ENGLISH
from bot.language.catalogue import language_of

_RECENT = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: an IANA zone, a locale, and the instant (UTC) of reading."""

    zone: str
    locale: str
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where the reader is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def day(self, day: date) -> str:
        """`Tue 8 Dec`, with the year when it is far from today."""
        near = abs(day - self.today) < _RECENT
        return _day_words(day, "EEE d MMM" if near else "d MMM y", self._language)

    def day_with_year(self, day: date) -> str:
        """`8 Dec 2026`, for what is read long after."""
        return _day_words(day, "d MMM y", self._language)

    def month(self, day: date) -> str:
        """`Dec 2026`."""
        return _day_words(day, "MMM y", self._language)

    def months(self, first: date, last: date) -> str:
        """The months from one day to another in the same year, with a dash between and the year behind."""
        begins, ends = (_day_words(day, "MMM", self._language) for day in (first, last))
        return f"{begins}–{ends} {last.year}"

    def day_of(self, instant: datetime) -> str:
        """The day of an instant where the reader is."""
        return self.day(instant.astimezone(ZoneInfo(self.zone)).date())

    def time_of(self, instant: datetime) -> str:
        """`3:00 pm`, and `15:00` in other languages than English."""
        return self.clock_time(instant.astimezone(ZoneInfo(self.zone)).time())

    def clock_time(self, at: time) -> str:
        """A wall-clock time: `3:00 pm`."""
        return _time_words(at, self._language)

    def moment(self, instant: datetime) -> str:
        """`Tue 8 Dec, 3:00 pm`."""
        return f"{self.day_of(instant)}, {self.time_of(instant)}"

    @property
    def _language(self) -> str:
        """The language of the sentences that days and times stand in."""
        return language_of(self.locale)


# A thousand messages of one check-in say the same moment, and Babel takes its time for each.
@lru_cache(1024)
def _day_words(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(1024)
def _time_words(at: time, locale: str) -> str:
    pattern = "h:mm a" if locale == ENGLISH else "H:mm"
    return format_time(at, pattern, locale=locale).lower()
