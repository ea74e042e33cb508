"""How often an app may start a session: so far apart, and so many in a day."""

from __future__ import annotations

import time
from collections import defaultdict, deque

from bot.sandbox.discord.records import Json

MAX_CONCURRENCY = 1
_DAY = 24 * 60 * 60.0


class Starts:
    """Counts IDENTIFYs by app; RESUME is not counted. `apart` is in seconds, 0 lets any pace through."""

    def __init__(self, apart: float, a_day: int) -> None:
        self._apart = apart
        self._a_day = a_day
        self._started: defaultdict[str, deque[float]] = defaultdict(deque)

    def too_soon(self, app: str) -> bool:
        """Whether the app's last IDENTIFY was less than `apart` seconds ago."""
        started = self._of_today(app)
        return bool(started) and time.monotonic() - started[-1] < self._apart

    def left(self, app: str) -> int:
        """How many sessions the app may still start today."""
        return self._a_day - len(self._of_today(app))

    def count(self, app: str) -> None:
        """Note that the app started a session."""
        self._started[app].append(time.monotonic())

    def limit(self, app: str) -> Json:
        """Return the `session_start_limit` object of GET /gateway/bot; `reset_after` is in milliseconds."""
        started = self._of_today(app)
        reset_after = started[0] + _DAY - time.monotonic() if started else 0.0
        return {
            "total": self._a_day,
            "remaining": self._a_day - len(started),
            "reset_after": int(reset_after * 1000),
            "max_concurrency": MAX_CONCURRENCY,
        }

    def _of_today(self, app: str) -> deque[float]:
        started = self._started[app]
        while started and started[0] <= time.monotonic() - _DAY:
            started.popleft()
        return started
