"""One process's hold on a lease: what it may do without asking the database, and for how long."""

from __future__ import annotations

import os
import secrets
import socket
import time
from dataclasses import dataclass, field, replace
from functools import partial

from bot.replicas import lease
from bot.replicas.lease import LEASE, Claim, Standing, Successor, Taking
from bot.store.engine import Store

# How long a holder that has offered its lease may go on without being asked for it, seconds.
HANDOVER = 10.0


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant by both of the computer's clocks: the one stands still in a sleep, the other can be set."""

    steady: float
    wall: float

    @classmethod
    def now(cls) -> Moment:
        """The instant that it is."""
        return cls(time.monotonic(), time.time())

    def age(self) -> float:
        """The seconds since then, by the clock that says more."""
        return max(time.monotonic() - self.steady, time.time() - self.wall)


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(slots=True)
class Tenure:
    """Every method asks the database and may raise `StoreAway`.

    An SQLite file belongs to one process, so whoever comes last takes the lease from one that is surely
    dead; on a server a lease is waited for.
    """

    store: Store
    name: str
    _claim: Claim = field(init=False)
    taking: Taking = field(init=False)
    _asked: Moment | None = None
    _good_for: float = LEASE.total_seconds()

    def __post_init__(self) -> None:
        """Take a name that no other process has or will have."""
        self._claim = Claim(self.name, _holder())
        self.taking = "by-force" if self.store.dialect == "sqlite" else "if-free"

    @property
    def proven(self) -> bool:
        """Whether nobody can have taken the lease yet, whatever the database would say."""
        return self._asked is not None and self._asked.age() < self._good_for

    async def stand(self, *, ready: bool) -> Standing:
        """Renew the lease, or take it if it is free; `ready` tells others that its holder has begun.

        After the database was away, the one who held the lease has the first turn, though it has run out.
        """
        asked, taking = Moment.now(), self.taking
        self.taking = "not-now"
        standing = await self.store.write(partial(lease.stand, claim=self._claim, ready=ready, taking=taking))
        self.taking = "if-free"
        self._claim = replace(self._claim, fence=standing.fence)
        self._asked = asked if standing.fence else None
        return standing

    async def confirm(self) -> bool:
        """Whether the lease is held; the database is asked only when that is not proven."""
        return self.proven or await self.store.read(partial(lease.is_held, claim=self._claim))

    async def offer(self) -> bool:
        """Let somebody who stands by take over at once; False when nobody does."""
        asked = Moment.now()
        offered = await self.store.write(partial(lease.offer, claim=self._claim))
        if offered:
            # Until the next one has begun, this one still answers: what both do is done once.
            self._asked, self._good_for = asked, HANDOVER
        return offered

    async def successor(self) -> Successor:
        """How far is who takes over."""
        return await self.store.read(partial(lease.successor, claim=self._claim))

    async def let_go(self) -> None:
        """End the lease, so that nobody waits for it."""
        self._asked = None
        await self.store.write(partial(lease.let_go, claim=self._claim))
