"""The clock of the page: moved on request, or playing faster than real time."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic

from bot.sandbox.hands import CannotDo
from bot.sandbox.page.malformed import Malformed
from bot.sandbox.page.moves import destination
from bot.sandbox.time_travel import TimeTravel

FASTEST = 86_400
_STEP = 0.25  # real seconds between two steps while it plays
_LONGEST_STEP = 1.0  # what a slow step makes up for at most, so that nothing piles up

_log = logging.getLogger(__name__)


class PageClock:
    """One move at a time, whether somebody asked for it or it plays; `told` gets the clock after each."""

    def __init__(self, time: TimeTravel, told: Callable[[object], None]) -> None:
        self._time = time
        self._told = told
        self._one_move = asyncio.Lock()
        self._speed = 0.0
        self._playing: asyncio.Task[None] | None = None
        self._reached = (time.now(), monotonic())

    async def picture(self) -> dict[str, object]:
        """Give the time, what is planned next, and the speed: 0 unless the clock plays."""
        return {"now": self._time.now(), "next": await self._time.next_event(), "speed": self._speed}

    async def move(self, to: str, zone: str) -> None:
        """Go where `destination` says; returns when everything due on the way was done."""
        async with self._one_move:
            await self._go(await destination(to, self._time, zone))

    async def play(self, speed: float) -> None:
        """Let so many seconds pass in a real one, until it is 0; Malformed beyond a day a second."""
        if speed != 0 and not 1 <= speed <= FASTEST:
            wanted = f"0 to stop, or from 1 to {FASTEST} seconds of the workspace in a real one"
            raise Malformed(f"play is {speed:g}. Expected {wanted}")
        self._speed = speed
        self._reached = (self._time.now(), monotonic())
        if speed and (self._playing is None or self._playing.done()):
            self._playing = asyncio.create_task(self._play())
        self._told(await self.picture())

    async def stop(self) -> None:
        """Play no more."""
        self._speed = 0.0
        if self._playing is not None:
            self._playing.cancel()
            with suppress(asyncio.CancelledError):
                await self._playing

    async def _play(self) -> None:
        try:
            while self._speed:
                await asyncio.sleep(_STEP)
                await self._step()
        except Exception:  # noqa: BLE001 - nobody waits for this task: the outermost edge of what plays
            self._speed = 0.0
            _log.exception("The clock stopped playing (%s)", secrets.token_hex(4))

    async def _step(self) -> None:
        async with self._one_move:
            if not self._speed:
                return
            shown, since = self._reached
            passed = min(monotonic() - since, _LONGEST_STEP) * self._speed
            # A platform that holds the bot up holds the clock up; the next step tries again.
            with suppress(CannotDo):
                await self._go(max(self._time.now(), shown + timedelta(seconds=passed)))

    async def _go(self, instant: datetime) -> None:
        try:
            await self._time.move_to(instant)
        finally:
            self._reached = (self._time.now(), monotonic())
        self._told(await self.picture())
