"""The acknowledgement of an event: Slack takes one, and whoever is first gives it."""

from __future__ import annotations

import asyncio

from bot.platforms.slack.markup import Json


class FirstAnswer:
    """One event's acknowledgement, given or not yet."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[Json] = self._loop.create_future()

    async def within(self, seconds: float) -> Json:
        """The answer, or an empty one when nobody gave any in time; raises what `fail` was told."""
        timer = self._loop.call_later(seconds, self.give, {})
        try:
            return await self._answer
        finally:
            timer.cancel()

    def give(self, answer: Json) -> bool:
        """Answer with this; False when the event is answered already."""
        if self._answer.done():
            return False
        self._answer.set_result(answer)
        return True

    def fail(self, problem: Exception) -> bool:
        """Leave the event unanswered; False when it is answered already."""
        if self._answer.done():
            return False
        self._answer.set_exception(problem)
        return True
