"""Discord's documented limits on all requests of a bot: 50 in a second, and 10,000 refused in ten minutes."""

from __future__ import annotations

import time
from collections import defaultdict, deque

_REFUSED = {401, 403, 429}
_BAN_AFTER = 10_000
_BAN_WINDOW = 600.0


class Pace:
    """Counts requests by token; `a_second` of them are let through in any second."""

    def __init__(self, a_second: int) -> None:
        self._a_second = a_second
        self._passed: defaultdict[str, deque[float]] = defaultdict(deque)
        self._refused: deque[float] = deque()

    def wait_for(self, token: str) -> float:
        """Return the seconds after which the token may ask again; 0 lets this request through."""
        now = time.monotonic()
        passed = self._passed[token]
        _forget(passed, now - 1)
        if len(passed) >= self._a_second:
            return passed[0] + 1 - now
        passed.append(now)
        return 0.0

    def refused(self, status: int) -> None:
        """Count an answer that was a refusal."""
        if status in _REFUSED:
            self._refused.append(time.monotonic())

    @property
    def banned(self) -> bool:
        """Whether so much was refused that the address is shut out."""
        _forget(self._refused, time.monotonic() - _BAN_WINDOW)
        return len(self._refused) >= _BAN_AFTER


def _forget(times: deque[float], oldest: float) -> None:
    while times and times[0] < oldest:
        times.popleft()
