"""A clock that goes only when a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

# A Tuesday: nobody is off, nobody has quiet hours. For what asks at which hour a message may come.
NOON_IN_NEW_YORK = datetime(2026, 12, 1, 17, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that goes only when it is told to; `at` is the calendar's time, `true` the real one.

    It starts now, since a local platform stamps what it stores with the machine's time.
    """

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
