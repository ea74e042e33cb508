"""Faults to order: what makes the local servers fail the way the real ones sometimes do."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["rate-limited", "server-error", "lose-the-answer", "slow", "refuse"]


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


class Faults:
    """Faults waiting for their request, by method name or route; each is used up in order."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def next(self, what: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` requests of `what` fail like that."""
        self._waiting[what].extend([fault] * times)

    def take(self, what: str) -> Fault | None:
        """Hand out the fault that the request of `what` has to suffer, if any is waiting."""
        waiting = self._waiting.get(what)
        return waiting.popleft() if waiting else None
