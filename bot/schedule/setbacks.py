"""Keeps one piece of work that fails from stopping the others: it is logged and left alone for a while."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from time import monotonic

import structlog

from bot.store.engine import StoreAway

log = structlog.get_logger()

REST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Setbacks:
    """What failed lately, and until when (monotonic seconds) it is not tried again."""

    rest: timedelta = REST
    _until: dict[str, float] = field(default_factory=dict)

    async def contain(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do `work` unless it failed a moment ago; only `StoreAway`, which concerns everything, is raised."""
        if self._until.get(what, 0.0) > monotonic():
            return
        self._until.pop(what, None)
        try:
            await work()
        except StoreAway:
            raise
        except Exception:  # the edge of one piece of work: the rest must go on, whatever this one ran into
            log.exception("work_failed", what=what, reference=secrets.token_hex(4))
            self._until[what] = monotonic() + self.rest.total_seconds()

    async def contain_all(
        self, what: str, ids: Iterable[int], work: Callable[[int], Awaitable[object]]
    ) -> None:
        """Do `work` for all ids side by side; returns, or raises `StoreAway`, when the last one is over."""
        ends = await asyncio.gather(
            *(self.contain(f"{what} {id_}", partial(work, id_)) for id_ in ids), return_exceptions=True
        )
        for end in ends:
            if isinstance(end, BaseException):
                raise end
