"""The hours in which a person is not written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.schedule.wall_clock import instant_of, local_day

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet each day from `starts` until just before `ends`; over midnight if `ends` is the earlier.

    Both are wall-clock times and become instants by `instant_of`, so an hour that the clocks repeat does
    not begin a quiet time twice.
    """

    starts: time
    ends: time

    def __post_init__(self) -> None:
        if self.starts == self.ends:
            raise ValueError(
                f"quiet hours from {self.starts:%H:%M} to {self.ends:%H:%M} would be none or all day: "
                "give two different times, for example 20:00 to 07:00"
            )

    def allows(self, instant: datetime, zone: str | ZoneInfo) -> bool:
        """Whether a message may be sent at `instant` to a person in `zone`."""
        return self._quiet_until(instant, zone) is None

    def next_allowed(self, instant: datetime, zone: str | ZoneInfo) -> datetime:
        """The first instant (in UTC) at or after `instant` at which a message may be sent."""
        allowed = instant
        while (end := self._quiet_until(allowed, zone)) is not None:
            allowed = end
        return allowed.astimezone(UTC)

    def _quiet_until(self, instant: datetime, zone: str | ZoneInfo) -> datetime | None:
        today = local_day(instant, zone)
        for day in (today - _DAY, today):
            begin, end = self._beginning_on(day, zone)
            if begin <= instant < end:
                return end
        return None

    def _beginning_on(self, day: date, zone: str | ZoneInfo) -> tuple[datetime, datetime]:
        end_day = day if self.starts < self.ends else day + _DAY
        return instant_of(day, self.starts, zone), instant_of(end_day, self.ends, zone)
