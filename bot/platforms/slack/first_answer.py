"""The acknowledgement of an event: Slack takes one, and whoever is first gives it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.platforms.slack.markup import Json


class FirstAnswer:
    """One event's acknowledgement, given or not yet."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

    async def within(self, seconds: float) -> Json:
        """The answer, or an empty one when nobody gave any in time; raises what `fail` was told."""
        await asyncio.wait({self._answer}, timeout=seconds)
        self.give({})
        return self._answer.result()

    def give(self, answer: Json) -> bool:
        """Answer with this; False when the event is answered already."""
        return self._once(lambda: self._answer.set_result(answer))

    def fail(self, problem: Exception) -> bool:
        """Leave the event unanswered; False when it is answered already."""
        return self._once(lambda: self._answer.set_exception(problem))

    def _once(self, act: Callable[[], None]) -> bool:
        if self._answer.done():
            return False
        act()
        return True
