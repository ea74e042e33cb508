"""Holds the place of a reply that takes too long, while the work on it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Holding:
    """Begins to hold the place after so many seconds, unless it is over by then."""

    def __init__(self, hold: Callable[[], Awaitable[bool]], seconds: float) -> None:
        self._hold = hold
        self._held: asyncio.Future[bool] | None = None
        self._timer = asyncio.get_running_loop().call_later(seconds, self._begin)

    async def over(self) -> bool | None:
        """Whether the place is held; None where that was not begun. Raises what holding it raised."""
        self._timer.cancel()
        return None if self._held is None else await self._held

    def _begin(self) -> None:
        self._held = asyncio.ensure_future(self._hold())
