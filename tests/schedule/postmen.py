"""Processes that carry letters a step at a time, so that a test decides what happens between two steps."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.schedule import claims, outcomes
from bot.schedule.carrier import Carrier, Ending, GivenUp
from bot.schedule.delivery import LEASE, SETTLE
from bot.schedule.letters import Letter
from bot.schedule.pace import Pace
from tests.schedule.model_platform import Find, ModelPlatform, Send
from tests.schedule.outbox_rows import Outbox

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# What the postman leaves of a lease for writing down what came of it.
_USABLE = LEASE * 0.8


@dataclass
class StepByStep:
    """One process with what it has in its hands: letters to carry, letters to look up, ends to write down."""

    box: Outbox
    platform: ModelPlatform
    carrier: Carrier = field(init=False)
    to_carry: list[tuple[Letter, datetime]] = field(default_factory=list)
    to_look_up: list[Letter] = field(default_factory=list)
    ends: list[Ending] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.carrier = Carrier(self.box.clock, {self.platform.platform: self.platform}, Pace({}))

    @property
    def is_at_work(self) -> bool:
        """Whether it has anything in its hands."""
        return bool(self.to_carry or self.to_look_up or self.ends)

    async def claim(self, limit: int) -> None:
        """Take what is due."""
        clock, pace = self.box.clock, Pace({})
        shut = replace(pace.shut(0.0), lanes=self.carrier.sending.resting(clock.now()))
        gate = claims.Gate(pace, 0.0, shut, limit)
        until = clock.real() + LEASE
        claimed = await self.box.tell(lambda session: claims.claim_due(session, clock.now(), until, gate))
        self.to_carry += [(each, clock.real() + _USABLE) for each in claimed.letters]

    async def recover(self, limit: int) -> None:
        """Take what has to be looked up."""
        clock, resting = self.box.clock, self.carrier.lines_not_to_ask()
        self.to_look_up += await self.box.tell(
            lambda session: claims.recover(session, clock.real(), SETTLE, limit, resting)
        )

    async def carry(self, how: Send) -> None:
        """Send the last of the letters."""
        letter, until = self.to_carry.pop()
        left = timedelta(hours=1) if self.box.clock.real() < until else -timedelta(hours=1)
        self.platform.sending = how
        deadline = asyncio.get_running_loop().time() + left.total_seconds()
        self.ends.append(await self.carrier.carry(letter, deadline, SETTLE))

    async def look_up(self, how: Find) -> None:
        """Ask the platform for the last of the letters."""
        letter = self.to_look_up.pop()
        self.platform.finding = how
        self.ends.append(await self.carrier.look_up(letter, SETTLE))

    async def write_down(self) -> None:
        """Write down the last of the ends."""
        end = self.ends.pop()

        def write(session: Session) -> None:
            if isinstance(end, GivenUp):
                outcomes.give_up(session, end.letter.attempt, end.state, end.why)
            else:
                outcomes.note(session, [end])

        await self.box.tell(write)

    def die(self) -> None:
        """Forget everything that is in hand."""
        self.to_carry, self.to_look_up, self.ends = [], [], []
