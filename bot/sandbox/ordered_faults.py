"""The desk where faults of a platform are ordered, as far as it is the same for both platforms.

It keeps what was ordered, counts it down and ends it by the clock. What a fault does on a platform is told by
its `FaultyPlatform`; the servers ask the desk on every request, socket and event what has to go wrong.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, get_args

from bot.sandbox.fault_desk import FaultInEffect, FaultName, FaultOrder
from bot.sandbox.faults import ANY_REQUEST, Fault, FaultKind, Faults
from bot.sandbox.hands import CannotDo

MOST_TIMES = 1_000_000
_SERVER_ERRORS = range(500, 600)
_LONGEST = timedelta(days=366)


class FaultyPlatform(Protocol):
    """What only one platform knows; each method raises CannotDo, with words, where it has no such thing."""

    def knows_request(self, what: str) -> bool:
        """Whether there is a Web API method or a route of this name."""

    async def drop_sockets(self) -> None:
        """Cut every connection without a word."""

    async def silence_sockets(self) -> None:
        """Keep the open connections open and let nothing through any more, in either direction."""

    async def hear_sockets(self) -> None:
        """End the silence; connections that were silent may be cut."""

    async def ask_to_reconnect(self) -> None:
        """Ask the app to connect anew, in the platform's own words."""

    async def refuse_dms(self, user: str, *, refuses: bool) -> None:
        """Let a person take no direct messages from the app, or take them again."""

    async def lose_channel(self, place: str, *, lost: bool) -> None:
        """Take a channel away, or bring it back."""


@dataclass(frozen=True, slots=True)
class EventFate:
    """How an event travels: how often it is sent, and how many real seconds it waits before."""

    copies: int = 1
    delay: float = 0.0


class OrderedFaults:
    """A `FaultDesk` on top of one platform."""

    def __init__(self, platform: FaultyPlatform, faults: Faults, now: Callable[[], datetime]) -> None:
        self._platform = platform
        self._faults = faults
        self._now = now
        self._kept: list[FaultInEffect] = []
        self._silent_until = 0.0

    @property
    def is_out(self) -> bool:
        """Whether there is an outage: every request fails, and no socket opens or stays."""
        return any(one.order.name == "outage" for one in self._over_removed())

    @property
    def is_silent(self) -> bool:
        """Whether nothing comes through sockets, new ones included."""
        return time.monotonic() < self._silent_until

    def fate(self) -> EventFate:
        """How the next event travels; uses up what was ordered for it."""
        repeated, late = self._use("repeat-events"), self._use("late-events")
        return EventFate(2 if repeated else 1, late.seconds if late else 0.0)

    async def order(self, order: FaultOrder) -> None:
        """Let it happen; CannotDo when there is no such method, person or place."""
        self._check(order)
        if order.name in get_args(FaultKind):
            self._order_request(order)
        else:
            await self._others()[order.name](order)

    def in_effect(self) -> Sequence[FaultInEffect]:
        """What was ordered and is not over, request faults first."""
        requests = [
            FaultInEffect(
                FaultOrder(
                    one.fault.kind,
                    what=one.what,
                    times=one.left,
                    seconds=one.fault.seconds,
                    status=one.fault.status,
                    error=one.fault.error,
                ),
                left=one.left,
            )
            for one in self._faults.waiting()
        ]
        return (*requests, *self._over_removed())

    async def clear(self) -> None:
        """End every fault, and bring lost channels back."""
        self._faults.clear()
        kept, self._kept = self._kept, []
        for one in kept:
            if one.order.name == "refuse-dms":
                await self._platform.refuse_dms(one.order.user, refuses=False)
            elif one.order.name == "lose-channel":
                await self._platform.lose_channel(one.order.place, lost=False)
        self._silent_until = 0.0
        await self._platform.hear_sockets()

    def _check(self, order: FaultOrder) -> None:
        if not 1 <= order.times <= MOST_TIMES:
            raise CannotDo(f"times must be 1 to {MOST_TIMES}, not {order.times}.")
        if not 0 <= order.seconds <= _LONGEST.total_seconds():
            raise CannotDo(f"seconds must be 0 to a year's, not {order.seconds}.")
        if order.what != ANY_REQUEST and not self._platform.knows_request(order.what):
            raise CannotDo(f"There is no request {order.what!r} here.")

    def _order_request(self, order: FaultOrder) -> None:
        if order.name == "refuse" and not order.error:
            raise CannotDo("A refusal needs `error`: the platform's own word or number.")
        if order.name == "server-error" and order.status not in _SERVER_ERRORS:
            raise CannotDo(f"status must be 500 to 599, not {order.status}.")
        kind: FaultKind = order.name  # type: ignore[assignment]  # one of them, or `order` would not call
        self._faults.next(order.what, Fault(kind, order.seconds, order.status, order.error), order.times)

    def _others(self) -> dict[FaultName, Callable[[FaultOrder], Awaitable[None]]]:
        return {
            "drop-sockets": lambda _order: self._platform.drop_sockets(),
            "reconnect": lambda _order: self._platform.ask_to_reconnect(),
            "silent-sockets": self._silence,
            "repeat-events": self._count,
            "late-events": self._count,
            "refuse-dms": self._refuse_dms,
            "lose-channel": self._lose_channel,
            "outage": self._outage,
        }

    async def _silence(self, order: FaultOrder) -> None:
        """The open sockets fall silent for good; those opened within `seconds` are silent too."""
        await self._platform.silence_sockets()
        self._silent_until = time.monotonic() + order.seconds
        self._keep(FaultInEffect(order))

    async def _count(self, order: FaultOrder) -> None:
        self._kept.append(FaultInEffect(order, left=order.times))

    async def _refuse_dms(self, order: FaultOrder) -> None:
        await self._platform.refuse_dms(order.user, refuses=True)
        self._keep(FaultInEffect(order))

    async def _lose_channel(self, order: FaultOrder) -> None:
        await self._platform.lose_channel(order.place, lost=True)
        self._keep(FaultInEffect(order))

    async def _outage(self, order: FaultOrder) -> None:
        if not order.seconds:
            raise CannotDo("An outage needs `seconds`: how long it lasts by the workspace's clock.")
        self._keep(FaultInEffect(order, until=self._now() + timedelta(seconds=order.seconds)))
        await self._platform.drop_sockets()

    def _keep(self, fault: FaultInEffect) -> None:
        """Remember a fault; an earlier one of the same name, person and place makes way."""
        same = (fault.order.name, fault.order.user, fault.order.place)
        others = [one for one in self._kept if (one.order.name, one.order.user, one.order.place) != same]
        self._kept = [*others, fault]

    def _over_removed(self) -> list[FaultInEffect]:
        if self._kept:
            self._kept = [one for one in self._kept if not self._is_over(one)]
        return self._kept

    def _is_over(self, one: FaultInEffect) -> bool:
        if one.order.name == "silent-sockets":
            return not self.is_silent
        return one.until is not None and self._now() >= one.until

    def _use(self, name: FaultName) -> FaultOrder | None:
        for place, one in enumerate(self._kept):
            if one.order.name == name:
                self._kept[place : place + 1] = [replace(one, left=one.left - 1)] if one.left > 1 else []
                return one.order
        return None
