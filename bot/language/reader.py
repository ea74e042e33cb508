"""Days and times as the person who reads them says them, in their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.chat.phrases import ENGLISH, N_
from bot.language.catalogue import language_of, phrases_in

_RECENT = timedelta(days=300)
_NOON = 12
# Short as in a calendar; words of the catalogue, for Babel's data would take more memory than all our words.
_WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


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
        return f"{self._weekday(day)} {day.day} {self._month(day)}" if near else self.day_with_year(day)

    def day_with_year(self, day: date) -> str:
        """`8 Dec 2026`, for what is read long after."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """`Dec 2026`."""
        return f"{self._month(day)} {day.year}"

    def months(self, first: date, last: date) -> str:
        """The months from one day to another in the same year, with a dash between and the year behind."""
        return f"{self._month(first)}–{self.month(last)}"

    def day_of(self, instant: datetime) -> str:
        """The day of an instant where the reader is."""
        return self.day(instant.astimezone(ZoneInfo(self.zone)).date())

    def time_of(self, instant: datetime) -> str:
        """`3:00 pm`, and `15:00` in other languages than English."""
        return self.clock_time(instant.astimezone(ZoneInfo(self.zone)).time())

    def clock_time(self, at: time) -> str:
        """A wall-clock time: `3:00 pm`."""
        if language_of(self.locale) != ENGLISH:
            return f"{at.hour}:{at.minute:02}"
        return f"{at.hour % _NOON or _NOON}:{at.minute:02} {'am' if at.hour < _NOON else 'pm'}"

    def moment(self, instant: datetime) -> str:
        """`Tue 8 Dec, 3:00 pm`."""
        return f"{self.day_of(instant)}, {self.time_of(instant)}"

    def _weekday(self, day: date) -> str:
        return phrases_in(self.locale)(_WEEKDAYS[day.weekday()])

    def _month(self, day: date) -> str:
        return phrases_in(self.locale)(_MONTHS[day.month - 1])
