"""When somebody can be written to: their days and time of day, the team's closures, all quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.schedule.calendar import SchoolCalendar
from bot.schedule.days import Weekday
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.wall_clock import instant_of, local_time

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """A person's times merged with their team's.

    No `own_time` is the time that the check-in has; no `days` are all days of the week. `quiet` are the
    team's quiet hours and, if there are any, the person's.
    """

    zone: str
    own_time: time | None
    days: frozenset[Weekday]
    school: SchoolCalendar
    quiet: tuple[QuietHours, ...]

    def is_own_day(self, day: date) -> bool:
        """Whether the person wants messages on that day, and the school is open."""
        return (not self.days or day.weekday() in self.days) and self.school.is_open(day)

    def allows(self, instant: datetime) -> bool:
        """Whether a message may reach the person at that instant."""
        return self._later(instant) == instant

    def next_allowed(self, instant: datetime, until: datetime) -> datetime | None:
        """The first instant (UTC) from `instant` on at which a message may come; None when none is left.

        On a day that is not the person's it waits for the next that is, at the same time of day. `until` is
        not in it any more.
        """
        moment = instant
        while moment < until:
            later = self._later(moment)
            if later == moment:
                return moment
            moment = later
        return None

    def _later(self, moment: datetime) -> datetime:
        """The moment, or one after it before which nothing may come."""
        for hours in self.quiet:
            if not hours.allows(moment, self.zone):
                return hours.next_allowed(moment, self.zone)
        local = local_time(moment, self.zone)
        if self.is_own_day(local.date()):
            return moment
        return instant_of(local.date() + _DAY, local.time(), self.zone)
