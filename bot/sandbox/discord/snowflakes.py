"""Discord's ids: 64-bit numbers that carry the time they were made at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_TIME_SHIFT = 22


class Snowflakes:
    """Makes ids that always grow, also while the workspace's clock stands still or is moved back."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def make(self) -> str:
        """Return the next id as the string that Discord's JSON carries."""
        stamp = int((self._now() - DISCORD_EPOCH) / timedelta(milliseconds=1)) << _TIME_SHIFT
        self._last = max(stamp, self._last + 1)
        return str(self._last)


def made_at(snowflake: str) -> datetime:
    """Return the instant (UTC, millisecond steps) at which an id was made."""
    return DISCORD_EPOCH + timedelta(milliseconds=int(snowflake) >> _TIME_SHIFT)
