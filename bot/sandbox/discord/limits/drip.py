"""A bucket that drips: `most` at once, then one whenever `seconds / most` have passed.

Discord's buckets have worked so since 2022: `X-RateLimit-Reset-After` is when the bucket is whole again, and
`Retry-After` when one request fits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """How full a bucket is; `wait` is the seconds until one request fits, 0 when this one did."""

    remaining: int
    whole_after: float
    wait: float = 0.0


class Drip:
    """One bucket; instants are seconds of time.monotonic()."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._each = seconds / most
        self._whole_at = 0.0

    def take(self, now: float) -> Level:
        """Let one request in, or say how long it has to wait."""
        whole_at = max(self._whole_at, now) + self._each
        surplus = whole_at - now - self._each * self._most
        if surplus > self._each * 1e-6:
            return Level(0, self._whole_at - now, surplus)
        self._whole_at = whole_at
        used = math.ceil((whole_at - now) / self._each - 1e-6)
        return Level(self._most - used, whole_at - now)

    def fits(self, now: float, count: int) -> float:
        """Return the seconds until `count` requests fit at once, without letting any in."""
        surplus = max(self._whole_at, now) + self._each * (count - self._most) - now
        return surplus if surplus > self._each * 1e-6 else 0.0

    def is_whole(self, now: float) -> bool:
        """Whether nothing is left of what went before."""
        return self._whole_at <= now
