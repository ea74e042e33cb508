"""Which days of a daily check-in must have begun or been missed by now: kept by hand, beside the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass
class Diary:
    """A check-in on school days, at a time on everybody's own wall. `zones` are the people's."""

    at: time
    zones: dict[str, str]
    paused: bool = False
    planned: date | None = None
    begun: dict[date, str] = field(default_factory=dict)
    left_out: set[date] = field(default_factory=set)
    first: date | None = None

    def forget_plan(self) -> None:
        """The time was edited, or a pause is over: what is due already is left out."""
        self.planned = None

    def tick(self, now: datetime) -> None:
        """Write down what begins and what is missed."""
        if self.paused:
            return
        self.planned = self._planned(now)
        while self.due(self.planned) <= now:
            self.begun.setdefault(self.planned, "missed" if now > self.too_late(self.planned) else "filled")
            self.planned = school_day_after(self.planned)

    def expected(self) -> set[date]:
        """The days of which something must be written down."""
        days, day = set(), self.first
        while day and self.planned and day < self.planned:
            days.add(day)
            day = school_day_after(day)
        return days - self.left_out

    def due(self, day: date) -> datetime:
        """When it is due where it is due first."""
        return min(_shown(day, self.at, zone) for zone in self.zones.values())

    def too_late(self, day: date) -> datetime:
        """18:00, or an hour after a check-in in the evening, where that is last."""
        latest = []
        for zone in self.zones.values():
            evening, due = _shown(day, time(18), zone), _shown(day, self.at, zone)
            latest.append(evening if due < evening else due + timedelta(hours=1))
        return max(latest)

    def _planned(self, now: datetime) -> date:
        """The day that was planned, or an earlier one that lies ahead again, or else the first ahead."""
        day = school_day_after(now.date() - 3 * DAY)
        last = max(self.begun, default=date.min)
        while self.due(day) <= now or (day <= last and self.planned is not None):
            if self.planned is not None and day >= self.planned:
                return self.planned
            day = school_day_after(day)
        if self.planned is not None:
            return min(day, self.planned)
        self._leave_out_until(day)
        return day

    def _leave_out_until(self, day: date) -> None:
        self.first = self.first or day
        gap = school_day_after(max(self.begun, default=self.first - DAY))
        while gap < day:
            self.left_out.add(gap)
            gap = school_day_after(gap)
        self.left_out.discard(day)


def school_day_after(day: date) -> date:
    """The next day from Monday to Friday."""
    later = day + DAY
    while later.weekday() >= 5:
        later += DAY
    return later


def _shown(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
