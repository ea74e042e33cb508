"""A clock that goes only when a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class SetClock:
    """A clock that goes only when it is told to; `at` is the calendar's time, `true` the real one."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    true: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.at

    def real(self) -> datetime:
        return self.true

    def goes_on(self, **by: float) -> None:
        """Let time pass on both clocks."""
        self.at += timedelta(**by)
        self.true += timedelta(**by)
