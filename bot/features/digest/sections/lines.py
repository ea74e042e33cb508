"""How a section says a list: a heading, a line each, the rest counted; as many paragraphs as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph
from bot.chat.limits import PART_TEXT
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join, plain
from rubric.model import Indicator


def listing(heading: Markup, lines: Sequence[Markup]) -> tuple[Paragraph, ...]:
    """The heading in bold with the lines below it; nothing without lines."""
    if not lines:
        return ()
    found: list[list[Markup]] = [[bold(heading)]]
    for line in lines:
        if len(plain(join("\n", [*found[-1], line]))) > PART_TEXT:
            found.append([])
        found[-1].append(line)
    return tuple(Paragraph(join("\n", each)) for each in found)


def first(lines: Sequence[Markup], most: int, t: Phrases) -> list[Markup]:
    """The first `most` lines, and how many more there are."""
    left = len(lines) - most
    if left <= 0:
        return list(lines)
    return [*lines[:most], t.plural("and {count} more", "and {count} more", left)]


def called(indicator: Indicator) -> Markup:
    """Its short title, with the id behind it."""
    return join(" ", [indicator.short_title, f"({indicator.id})"])
