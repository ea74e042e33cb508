"""Slack's documented rate limits: so many calls of a method in a minute for an app in a workspace.

Source: Slack's page on rate limits. Each tier says "20+", "50+" or "100+ per minute" and takes bursts;
posting is one message a second in a channel with short bursts, and "several hundred" a minute in a workspace.
The size of a burst is not documented: a minute's calls at once are taken, and 25 posts, which is what people
measured.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.sandbox.slack.refusals import TooFast

Tier = Literal["tier 2", "tier 3", "tier 4", "special"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` calls at once when there were none before, then `per_minute` of them."""

    per_minute: float
    burst: float


TIERS = MappingProxyType[Tier, Allowance](
    {
        "tier 2": Allowance(20, 20),
        "tier 3": Allowance(50, 50),
        "tier 4": Allowance(100, 100),
        "special": Allowance(500, 500),
    }
)
ONE_CHANNEL = Allowance(60, 25)


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class RateLimits:
    """Counts calls in real seconds; switched off, it takes everything."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def take(self, allowance: Allowance, *what: str) -> None:
        """Count one call of `what` (workspace, method, channel); TooFast when it is one too many."""
        if not self._on:
            return
        now = time.monotonic()
        bucket = self._buckets.setdefault(what, _Bucket(allowance.burst, now))
        per_second = allowance.per_minute / 60
        bucket.left = min(allowance.burst, bucket.left + (now - bucket.at) * per_second)
        bucket.at = now
        if bucket.left < 1:
            raise TooFast(max(1, math.ceil((1 - bucket.left) / per_second)))
        bucket.left -= 1
