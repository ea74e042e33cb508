"""A piece of what is somebody's own; each capability offers its own, and any page can show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.chat.cards import Part
from bot.desk import Desk, Seat


class Piece(Protocol):
    """One section of the page."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """The section for somebody with these seats; nothing where there is nothing to show."""
