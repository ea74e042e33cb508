"""How a platform's connection stands, for whoever watches over the bot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """`STANDING_BY` can send and leaves the events to another process of the same bot."""

    LISTENING = "listening"
    STANDING_BY = "standing by"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Link:
    """The state, and the seconds since anything was heard over the socket; None where none is open."""

    state: LinkState
    silent_for: float | None = None
