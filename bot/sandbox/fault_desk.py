"""Ordering faults of a whole platform: one table of what can go wrong, the same words on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

FaultName = Literal[
    "rate-limited",
    "server-error",
    "slow",
    "lose-the-answer",
    "refuse",
    "drop-sockets",
    "silent-sockets",
    "reconnect",
    "repeat-events",
    "late-events",
    "refuse-dms",
    "lose-channel",
    "outage",
]
Takes = Literal["what", "times", "seconds", "status", "error", "user", "place"]


@dataclass(frozen=True, slots=True)
class FaultOffer:
    """A fault that can be ordered: a line for people, and what its order says beside its name."""

    name: FaultName
    words: str
    takes: tuple[Takes, ...] = ()


OFFERS = (
    FaultOffer(
        "rate-limited", "The next requests are refused as too many (429)", ("what", "times", "seconds")
    ),
    FaultOffer(
        "server-error", "The next requests fail and take no effect (5xx)", ("what", "times", "status")
    ),
    FaultOffer("slow", "The next requests take effect, and are answered late", ("what", "times", "seconds")),
    FaultOffer(
        "lose-the-answer", "The next requests take effect, and their answers are lost", ("what", "times")
    ),
    FaultOffer(
        "refuse", "The next requests are refused with the platform's own error", ("what", "times", "error")
    ),
    FaultOffer("drop-sockets", "Every connection is cut at once"),
    FaultOffer("silent-sockets", "Connections stay open, and nothing comes through", ("seconds",)),
    FaultOffer("reconnect", "The platform asks the app to connect anew"),
    FaultOffer("repeat-events", "The next events reach the app twice", ("times",)),
    FaultOffer("late-events", "The next events reach the app late", ("times", "seconds")),
    FaultOffer("refuse-dms", "A person takes no direct messages from the app", ("user",)),
    FaultOffer("lose-channel", "A channel is gone", ("place",)),
    FaultOffer("outage", "Nothing answers, by the workspace's clock", ("seconds",)),
)


@dataclass(frozen=True, slots=True)
class FaultOrder:
    """One order.

    `what` is a Web API method or a route's name, "" for the next requests whatever they are. `seconds` are
    real ones, but those of an "outage" pass on the workspace's clock, which people move. `error` is the
    platform's own word or number for a refusal.
    """

    name: FaultName
    what: str = ""
    times: int = 1
    seconds: float = 0.0
    status: int = 500
    error: str = ""
    user: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class FaultInEffect:
    """A fault that has been ordered and not yet used up; `until` is on the workspace's clock."""

    order: FaultOrder
    left: int = 0
    until: datetime | None = None


class FaultDesk(Protocol):
    """Where the page, the JSON API and the tests order faults of one platform."""

    async def order(self, order: FaultOrder) -> None:
        """Let it happen; CannotDo when there is no such method, person or place."""

    def in_effect(self) -> Sequence[FaultInEffect]:
        """What was ordered and is not over."""

    async def clear(self) -> None:
        """End every fault, and bring lost channels back."""
