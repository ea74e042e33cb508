"""Faults to order: what makes the local servers fail the way the real ones sometimes do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

FaultKind = Literal["rate-limited", "server-error", "lose-the-answer", "slow", "refuse"]
ANY_REQUEST = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure.

    `seconds` is the Retry-After of "rate-limited" and the delay of "slow" (the request takes effect, its
    answer waits); `status` is the HTTP status of "server-error" (nothing takes effect); `error` is the
    platform's own error word of "refuse". "lose-the-answer" takes effect, then the connection is dropped.
    """

    kind: FaultKind
    seconds: float = 0.0
    status: int = 500
    error: str = ""


@dataclass(frozen=True, slots=True)
class WaitingFault:
    """A fault that waits for the next `left` requests of `what`; ANY_REQUEST is whatever comes."""

    what: str
    fault: Fault
    left: int


class Faults:
    """Faults waiting for their request, by method name or route; each is used up in order."""

    def __init__(self) -> None:
        self._waiting: list[WaitingFault] = []

    def next(self, what: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` requests of `what` fail like that."""
        self._waiting.append(WaitingFault(what, fault, times))

    def take(self, what: str) -> Fault | None:
        """Hand out the fault that the request of `what` has to suffer; those for any request come last."""
        for wanted in (what, ANY_REQUEST):
            for place, waiting in enumerate(self._waiting):
                if waiting.what == wanted:
                    self._use(place)
                    return waiting.fault
        return None

    def waiting(self) -> Sequence[WaitingFault]:
        """What no request has suffered yet, in the order in which it was ordered."""
        return tuple(self._waiting)

    def clear(self) -> None:
        """Let every request be answered as usual again."""
        self._waiting.clear()

    def _use(self, place: int) -> None:
        used = self._waiting[place]
        if used.left > 1:
            self._waiting[place] = replace(used, left=used.left - 1)
        else:
            del self._waiting[place]
