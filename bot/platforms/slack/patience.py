"""Repeats what Slack would not take just now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.chat.messenger import NotSent, Unclear

_ATTEMPTS = 3
_LONGEST_WAIT = 5.0


async def patiently(call: Callable[[], Awaitable[None]], *, unclear: bool) -> None:
    """Repeat a call after a short rate limit, and after a lost answer when `unclear` says that it may."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            await call()
        except NotSent as problem:
            if attempt == _ATTEMPTS or problem.seconds > _LONGEST_WAIT:
                raise
            await asyncio.sleep(problem.seconds)
        except Unclear:
            if attempt == _ATTEMPTS or not unclear:
                raise
        else:
            return
