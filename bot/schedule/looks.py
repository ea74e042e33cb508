"""When the postman looks for a fan-out: what people wait for is looked for in every round, that one seldom.

There may be thousands of it, most of them not to be sent yet, and a look that finds none reads them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Seconds; what was written just now waits at most so long to be found.
SELDOM: Final = 0.25


@dataclass(slots=True)
class Looks:
    """The last look and the next one; instants are seconds of a clock that only goes on."""

    _last: float = float("-inf")
    _next: float = float("-inf")
    _told: float = float("inf")

    def is_due(self, now: float) -> bool:
        """Whether to look now."""
        return now >= self._next

    def begin(self, now: float) -> None:
        """Look; one that breaks off without an end is repeated."""
        self._last, self._told = now, float("inf")

    def end(self, now: float, pause: float) -> None:
        """Nothing more can be taken for so many seconds, but for what was told during the look."""
        self._next = min(self._told, now + pause)

    def news(self) -> None:
        """Something was written: look soon."""
        self._tell(self._last + SELDOM)

    def room(self) -> None:
        """There is room for more, or somebody waits for it: look in the next round."""
        self._tell(float("-inf"))

    def pause(self, now: float, longest: float) -> float:
        """Seconds until the next look, at most so many."""
        return longest if self._next >= now + longest else max(0.0, self._next - now)

    def _tell(self, at: float) -> None:
        self._told = min(self._told, at)
        self._next = min(self._next, at)
