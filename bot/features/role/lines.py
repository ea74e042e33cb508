"""A heading with points below it, in as few paragraphs as a message's parts allow."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph
from bot.chat.limits import PART_TEXT
from bot.chat.text import bold, join, packed, plain, shorten

# Nobody reads more of one point in a chat, and it fits a message's part.
_POINT = 1000


def bulleted(heading: str, points: Sequence[str]) -> list[Paragraph]:
    """The points below their heading; nothing where there is no point."""
    if not points:
        return []
    lines = [
        join(" ", ["•", point if len(plain(point)) <= _POINT else shorten(plain(point), _POINT)])
        for point in points
    ]
    return [Paragraph(words) for words in packed([bold(heading), *lines], PART_TEXT)]
