"""Has the postman go round for as long as the process lives, beside the clock that makes new work for him."""

from __future__ import annotations

import asyncio
import secrets

import structlog

from bot.schedule.delivery import BEAT, Postman
from bot.store.engine import StoreAway

log = structlog.get_logger()


class Rounds:
    """One task; a fan-out that takes an hour holds up neither the clock nor what people wait for."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin going round."""
        self._task = asyncio.create_task(self._go())

    async def stop(self) -> None:
        """Begin nothing more; returns when what was begun is over and written down."""
        self._stopping = True
        self._postman.stop()
        if self._task is not None:
            await self._task

    async def _go(self) -> None:
        while not self._stopping:
            await self._postman.news(await self._round())
        try:
            await self._postman.finish()
        except StoreAway:
            # Each is looked up when its lease is over.
            log.warning("store_away_at_stopping")

    async def _round(self) -> float:
        try:
            return await self._postman.round()
        except StoreAway:
            log.warning("store_away_at_round")
        except Exception:  # the rounds must go on, whatever one of them ran into
            log.exception("round_failed", reference=secrets.token_hex(4))
        return BEAT
