"""What goes wrong in a school year: at the platforms, on the way to them, in the database, in the process."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.fault_desk import FaultDesk, FaultOrder

_POST = {"slack": "chat.postMessage", "discord": "POST /channels/{channel_id}/messages"}
_HISTORY = {"slack": "conversations.history", "discord": "GET /channels/{channel_id}/messages"}
# discord.py waits by itself where it is asked to wait less than this.
_RETRY_AFTER = 3.5


@dataclass
class Weather:
    """Orders faults by chance, and counts them; `kill`, `restart` and `lock` concern the bot and its file."""

    desks: Mapping[str, FaultDesk]
    chance: random.Random
    kill: Callable[[], Awaitable[None]]
    restart: Callable[[], Awaitable[None]]
    lock: Callable[[], Awaitable[None]]
    happened: Counter[str] = field(default_factory=Counter)

    async def lose_an_answer(self) -> None:
        """The next message at each platform stands there, and the bot does not hear of it."""
        for platform, desk in self.desks.items():
            self.happened["lose-the-answer"] += 1
            await desk.order(FaultOrder("lose-the-answer", _POST[platform]))

    async def before_sending(self) -> None:
        """Something that the next messages will meet."""
        platform = self.chance.choice(sorted(self.desks))
        post, history = _POST[platform], _HISTORY[platform]
        order = self.chance.choice(
            (
                FaultOrder("rate-limited", post, seconds=_RETRY_AFTER),
                FaultOrder("server-error", post, times=2, status=503),
                FaultOrder("lose-the-answer", post, times=2),
                FaultOrder("slow", post, times=2, seconds=0.3),
                FaultOrder("server-error", history, status=500),
                FaultOrder("drop-sockets"),
                FaultOrder("reconnect"),
                FaultOrder("outage", seconds=90.0),
            )
        )
        self.happened[f"{order.name}{' of history' if order.what == history else ''}"] += 1
        await self.desks[platform].order(order)

    async def while_sending(self) -> None:
        """Something that happens to the bot meanwhile, seldom."""
        dice = self.chance.random()
        for name, limit, work in (
            ("kill -9", 0.2, self.kill),
            ("restart", 0.25, self.restart),
            ("database locked", 0.26, self.lock),
        ):
            if dice < limit:
                self.happened[name] += 1
                await work()
                return
