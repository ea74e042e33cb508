"""Moving the demo's clock from one due moment to the next, while the bot keeps up with it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.sandbox.hands import CannotDo
from bot.sandbox.movable_clock import MovableClock
from bot.sandbox.time_travel import Upcoming
from bot.schedule.upcoming import Due, next_due
from bot.store.engine import Store

_WORDS = {
    "check-in": "Next check-in",
    "digest": "Weekly digest",
    "meeting": "Meeting reminder",
    "prompt": "Next check-in",
    "reminder": "A reminder",
    "hello": "First hello",
    "test": "A test message",
    "norm": "Meeting reminder",
    "notice": "A notice",
    "edit": "A message changes",
}
# A little longer than one delivery can take whose answer never comes.
PATIENCE = 30.0
_SOONEST_RETRY, _LATEST_RETRY = timedelta(seconds=1), timedelta(hours=1)


class TimeMachine:
    """Moves the clock from one due moment to the next, letting the bot finish each (`TimeTravel`).

    `settle` does what is due; it gets `patience` real seconds at each moment. A platform that holds it up
    longer ends the move there, so that nothing is passed over, and another move goes on from there.
    """

    def __init__(
        self,
        clock: MovableClock,
        store: Store,
        settle: Callable[[], Awaitable[None]],
        patience: float = PATIENCE,
    ) -> None:
        self.clock = clock
        self._store = store
        self._settle = settle
        self._patience = patience
        self._moving = asyncio.Lock()
        self._settling: asyncio.Future[None] | None = None

    def now(self) -> datetime:
        """The instant that the clock shows."""
        return self.clock.now()

    async def next_event(self) -> Upcoming | None:
        """What the bot will do next by itself."""
        due = await self._next_due()
        return Upcoming(due.at, _words(due)) if due else None

    async def move_to(self, instant: datetime) -> None:
        """Go there, stopping at everything due on the way; CannotDo where a platform holds the bot up.

        While a platform is away its messages are due again every few seconds: the stops for those alone grow
        apart, so that a week takes a few hundred of them and not as many as it has seconds.
        """
        async with self._moving:
            await self._settled()
            apart, before = _SOONEST_RETRY, None
            while (due := await self._next_due()) and due.at <= instant:
                stop = due.at
                if due.again or due == before:
                    stop = max(stop, self.clock.now() + apart)
                    apart = min(apart * 2, _LATEST_RETRY)
                self.clock.move_to(min(stop, instant))
                await self._settled()
                before = due
            self.clock.move_to(instant)
            await self._settled()

    async def stop(self) -> None:
        """Leave what is still being done."""
        if self._settling is not None:
            self._settling.cancel()
            await asyncio.wait({self._settling})

    async def _next_due(self) -> Due | None:
        return await self._store.read(lambda session: next_due(session, self.clock.now()))

    async def _settled(self) -> None:
        if self._settling is not None:
            await self._within_patience(self._settling)
        self._settling = asyncio.ensure_future(self._settle())
        await self._within_patience(self._settling)
        self._settling = None

    async def _within_patience(self, settling: asyncio.Future[None]) -> None:
        # Cancelling it would leave messages of which nobody knows whether they were sent.
        done, _ = await asyncio.wait({settling}, timeout=self._patience)
        if not done:
            at = self.now().isoformat(timespec="minutes")
            raise CannotDo(
                f"The clock stopped at {at}: a platform keeps the bot waiting. Try again, or end the faults."
            )
        await settling


def _words(due: Due) -> str:
    return "Another try to send what failed" if due.again else _WORDS.get(due.kind, due.kind)
