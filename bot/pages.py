"""Pages of what is somebody's own: each capability offers its piece, and any page shows some of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.chat.cards import Part, Rule
from bot.desk import Desk, Seat


class Piece(Protocol):
    """One section of a page."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """The section for somebody with these seats; nothing where there is nothing to show."""


def page(desk: Desk, held: Sequence[Seat], pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """The pieces that have something to show, in their order, with a line between."""
    found: list[Part] = []
    for piece in pieces:
        parts = piece.parts(desk, held)
        found += [Rule(), *parts] if found and parts else parts
    return tuple(found)
