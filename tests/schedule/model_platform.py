"""A chat platform as small as it can be: it keeps what it is sent, and fails as it is told to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.messenger import Address, File, NotSent, Refused, Unclear
from bot.chat.sending_limits import Allowance, SendingLimits
from tests.schedule.set_clock import SetClock

# How one request ends. What is stored late appears in the history only after its answer was given up.
Send = Literal["well", "answer lost", "stored late", "not stored", "rate limit", "no connection", "refused"]
Find = Literal["well", "answer lost", "rate limit", "may not read", "place gone"]
RETRY_AFTER = 17.0
_QUICK = Allowance(1000.0, 1000.0)


@dataclass(frozen=True)
class Standing:
    """A message, and since when it can be seen."""

    key: str
    ref: MessageRef
    since: datetime


@dataclass
class ModelPlatform:
    """A messenger that is its own platform; `sending` and `finding` say how the next requests end."""

    clock: SetClock
    platform: str = "slack"
    limits: SendingLimits = SendingLimits(_QUICK, _QUICK, 8)  # noqa: RUF009 - it is frozen
    sending: Send = "well"
    finding: Find = "well"
    stored_seconds: float = 4.0
    standing: list[Standing] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    # Real seconds that a request takes, how many came, and how many there were at most at a time.
    seconds: float = 0.0
    requests: int = 0
    most_at_once: int = 0
    _at_once: int = 0

    async def send(
        self,
        to: Address,
        card: Card,  # noqa: ARG002 - any card is taken
        key: str,
        file: File | None = None,  # noqa: ARG002 - and any file
    ) -> MessageRef:
        """Store the message, or fail."""
        await self._takes_its_time()
        self._fail_if_told()
        late = timedelta(seconds=self.stored_seconds if self.sending == "stored late" else 0.0)
        ref = self._store(to, key, self.clock.real() + late)
        if self.sending == "well":
            return ref
        raise Unclear("connection lost")

    async def edit(self, message: MessageRef, card: Card) -> None:  # noqa: ARG002 - any card is taken
        """Change the message, or fail."""
        self._fail_if_told()
        self.edited.append(message.message)
        if self.sending != "well":
            raise Unclear("connection lost")

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        """Look into the history of the place."""
        await self._takes_its_time()
        if self.finding == "rate limit":
            raise NotSent("rate limited", RETRY_AFTER)
        if self.finding == "answer lost":
            raise Unclear("connection lost")
        if self.finding in {"may not read", "place gone"}:
            raise Refused("no-permission" if self.finding == "may not read" else "place-gone")
        return next(
            (
                one.ref
                for one in self.standing
                if (one.key, one.ref.channel) == (key, _place(to)) and since <= one.since <= self.clock.real()
            ),
            None,
        )

    def count(self, key: str) -> int:
        """How many messages of that key stand there, or will."""
        return sum(one.key == key for one in self.standing)

    def visible(self) -> list[Standing]:
        """What people see now."""
        return [one for one in self.standing if one.since <= self.clock.real()]

    async def _takes_its_time(self) -> None:
        self.requests += 1
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self._at_once -= 1

    def _fail_if_told(self) -> None:
        if self.sending == "rate limit":
            raise NotSent("rate limited", RETRY_AFTER)
        if self.sending == "no connection":
            raise NotSent("connection refused")
        if self.sending == "refused":
            raise Refused("place-gone")
        if self.sending == "not stored":
            raise Unclear("503")

    def _store(self, to: Address, key: str, since: datetime) -> MessageRef:
        ref = MessageRef(self.platform, to.workspace, _place(to), f"{len(self.standing)}.0")
        self.standing.append(Standing(key, ref, since))
        return ref


def _place(to: Address) -> str:
    return to.account if isinstance(to, Person) else to.channel
