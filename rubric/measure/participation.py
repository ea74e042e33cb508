"""Who took part, always as a number of a number."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Participation:
    """The people of one window, counted; ValueError where the counts cannot be true together.

    `assigned` are all who were meant; `observers` and `excused` (away, on leave) are taken out of those who
    could answer. `delivered` got the message; `complete`, `partial`, `skipped`, `opted_out` and
    `undeliverable` are what came of it, nobody in two of them. Observers are assigned nothing unless they are
    counted in. Source: the outcome rates of AAPOR's Standard Definitions, put plainly.
    """

    assigned: int
    observers: int = 0
    excused: int = 0
    delivered: int = 0
    complete: int = 0
    partial: int = 0
    skipped: int = 0
    opted_out: int = 0
    undeliverable: int = 0

    def __post_init__(self) -> None:
        negative = [each.name for each in fields(self) if getattr(self, each.name) < 0]
        if negative:
            raise ValueError(f"a count is never below zero: {', '.join(negative)}")
        if self.eligible < 0:
            raise ValueError("observers and excused are more than were assigned")
        if self._known > self.eligible:
            raise ValueError("more answers than people who could answer")
        if self.delivered > self.eligible:
            raise ValueError("more deliveries than people who could answer")

    @property
    def eligible(self) -> int:
        """Those who could answer: assigned - observers - excused."""
        return self.assigned - self.observers - self.excused

    @property
    def response(self) -> tuple[int, int]:
        """The headline: complete answers of those who could answer."""
        return self.complete, self.eligible

    @property
    def silent(self) -> int:
        """Those who were asked and of whom nothing is known: no answer, no skip, no wish not to be asked."""
        return self.eligible - self._known

    @property
    def _known(self) -> int:
        return self.complete + self.partial + self.skipped + self.opted_out + self.undeliverable
