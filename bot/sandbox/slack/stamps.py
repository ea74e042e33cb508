"""Message timestamps: they are Slack's ids, so they must grow even while the workspace clock stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Stamps:
    """Makes one growing series of timestamps out of a clock that may stand still or go back."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """A new `ts`: seconds since 1970 with six decimals."""
        moment = (self._now().astimezone(UTC) - _EPOCH) // _MICROSECOND
        self._last = max(self._last + 1, moment)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def now(self) -> datetime:
        """The workspace clock."""
        return self._now()


def moment_of(ts: str) -> datetime:
    """The instant of a `ts`."""
    return _EPOCH + microseconds_of(ts) * _MICROSECOND


def microseconds_of(ts: str) -> int:
    """A `ts` as a number that sorts; raises ValueError when it is not one."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction or "0").ljust(6, "0")[:6])
