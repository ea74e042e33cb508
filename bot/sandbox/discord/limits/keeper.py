"""Holds requests back that come too fast, and tells the true state of their bucket in headers."""

from __future__ import annotations

import time
from collections.abc import Mapping

from bot.sandbox.discord.limits.drip import Drip, Level
from bot.sandbox.discord.limits.pace import Pace
from bot.sandbox.discord.limits.table import LIMITS, Limit
from bot.sandbox.discord.records import App
from bot.sandbox.discord.replies import BANNED, Reply, rate_limited
from bot.sandbox.discord.routes import Route

_MAJOR = ("channel_id", "guild_id", "application_id", "token")
_PURGE_AFTER = 1000
_Key = tuple[str, ...]


class LimitKeeper:
    """Counts by bucket, bot and major parameter; `on` false lets everything through without a header."""

    def __init__(self, requests_a_second: int, *, on: bool) -> None:
        self._on = on
        self._pace = Pace(requests_a_second)
        self._buckets: dict[_Key, Drip] = {}

    def held_back(
        self, route: Route, app: App | None, parts: Mapping[str, str], headers: dict[str, str]
    ) -> Reply | None:
        """Return the answer to a request that came too fast; else None, with the bucket put into `headers`.

        What bears an interaction's token does not count against the bot's global limit.
        """
        if not self._on:
            return None
        if self._pace.banned:
            return BANNED
        seconds = 0.0 if route.open or app is None else self._pace.wait_for(app.token)
        if seconds:
            return rate_limited(seconds, "global")
        limit = LIMITS.get(route.name)
        return self._taken(limit, app, parts, headers) if limit else None

    def answered(self, reply: Reply) -> None:
        """Count an answer that was a refusal; 10,000 in ten minutes shut the address out."""
        if reply.headers.get("X-RateLimit-Scope") != "shared":
            self._pace.refused(reply.status)

    def _taken(
        self, limit: Limit, app: App | None, parts: Mapping[str, str], headers: dict[str, str]
    ) -> Reply | None:
        now = time.monotonic()
        level = self._bucket(limit, app, parts, now).take(now)
        headers |= _headers(limit, level)
        return rate_limited(level.wait, "user", headers) if level.wait else None

    def _bucket(self, limit: Limit, app: App | None, parts: Mapping[str, str], now: float) -> Drip:
        major = (parts[name] for name in _MAJOR if name in parts)
        key = (limit.name, app.id if app else "", *major)
        if key not in self._buckets:
            self._purge(now)
            self._buckets[key] = Drip(limit.most, limit.seconds)
        return self._buckets[key]

    def _purge(self, now: float) -> None:
        if len(self._buckets) >= _PURGE_AFTER:
            self._buckets = {key: drip for key, drip in self._buckets.items() if not drip.is_whole(now)}


def _headers(limit: Limit, level: Level) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit.most),
        "X-RateLimit-Remaining": str(level.remaining),
        "X-RateLimit-Reset": f"{time.time() + level.whole_after:.3f}",
        "X-RateLimit-Reset-After": f"{level.whole_after:.3f}",
        "X-RateLimit-Bucket": limit.bucket,
    }
