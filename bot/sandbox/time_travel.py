"""Moving the clock of a local workspace, so that a term can go by while somebody watches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next thing that the bot will do by itself, and when (UTC)."""

    at: datetime
    words: str


class TimeTravel(Protocol):
    """The clock that the workspace and the bot share; it only goes forward."""

    def now(self) -> datetime:
        """The instant it shows (UTC)."""

    async def next_event(self) -> Upcoming | None:
        """What the bot will do next, if anything is planned."""

    async def move_to(self, instant: datetime) -> None:
        """Go there, stopping at everything due on the way; returns when all of it was done and sent."""
