"""Makes the ticks. APScheduler is only the clock: nothing is stored in it and nothing is due by it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.store.engine import StoreAway

log = structlog.get_logger()

_JOB = "tick"


class _OnTheBeat(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires at whole seconds: that is when things fall due, so they need not wait for the next tick."""

    def __init__(self, every: float) -> None:
        self._every = every

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002 - the library's own shape
        """An interval from now, but not within a second."""
        later = now + timedelta(seconds=self._every)
        return later.replace(microsecond=0) if self._every >= 1 else later


class Ticker:
    """Calls its tick every second, and at once after `wake`; never two at a time."""

    def __init__(self, every: float = 1.0) -> None:
        self._tick: Callable[[], Awaitable[object]] | None = None
        self._every = every
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._idle = asyncio.Event()
        self._idle.set()
        self._again = False
        self._stopping = False
        self._ended = monotonic()

    @property
    def age(self) -> float:
        """Seconds since the last tick ended, or since the ticking began; 0 before that."""
        return monotonic() - self._ended if self._scheduler.running else 0.0

    def calls(self, tick: Callable[[], Awaitable[object]]) -> None:
        """Set what a tick does; the parts that a tick needs are made after the ticker."""
        self._tick = tick

    def start(self) -> None:
        """Begin ticking, the first one now."""
        self._ended = monotonic()
        self._scheduler.add_job(
            self._run,
            _OnTheBeat(self._every),
            id=_JOB,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; returns when the tick that runs is over."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.remove_job(_JOB)
            # Shutting down first would cancel the tick that runs.
            await self._idle.wait()
            self._scheduler.shutdown(wait=False)

    def wake(self) -> None:
        """Tick as soon as possible: something was written that may be due."""
        self._again = True
        if self._scheduler.running and self._idle.is_set():
            self._scheduler.modify_job(_JOB, next_run_time=datetime.now(UTC))

    async def _run(self) -> None:
        self._idle.clear()
        try:
            self._again = True
            while self._again and self._tick and not self._stopping:
                self._again = False
                await self._tick()
        except StoreAway:
            log.warning("store_away_at_tick")
        except Exception:  # the clock must go on, whatever one tick ran into
            log.exception("tick_failed", reference=secrets.token_hex(4))
        finally:
            self._idle.set()
            self._ended = monotonic()
