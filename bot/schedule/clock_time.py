"""The time as an argument: what the calendar says, and what really passes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where time comes from. Everything that falls due goes by `now`, every lease and wait by `real`."""

    def now(self) -> datetime:
        """The instant by the calendar (UTC, aware); a local workspace moves it."""

    def real(self) -> datetime:
        """The instant that really is (UTC, aware), which nobody moves."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The instant that it is."""
        return datetime.now(UTC)

    def real(self) -> datetime:
        """The same."""
        return datetime.now(UTC)
