"""Draws somebody's home as a view: what just happened, then the page; what has no room is a press away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, Rule
from bot.chat.phrases import Phrases
from bot.platforms.slack.markup import Json
from bot.platforms.slack.render import blocks
from bot.platforms.slack.visits import MORE

# Slack takes 100 blocks and 250 KB a view.
BLOCKS: Final = 100
BYTES: Final = 240_000
# What a note may have of that; one that is longer is said elsewhere.
NOTE_BLOCKS, NOTE_BYTES = 60, 140_000
# A section that is larger is cut between its parts, so that one always fits.
_SECTION_BLOCKS, _SECTION_BYTES = 30, 60_000
# The line and the buttons below a page that goes on, and lines between.
_BELOW_BLOCKS, _BELOW_BYTES = 4, 4_000

Section = tuple[Part, ...]


def home_view(page: Card, t: Phrases, note: Sequence[Part] = (), passed: int = 0) -> Json:
    """The page without the first `passed` of its sections, below what just happened."""
    every = _sections(page.parts)
    # A page that has become shorter meanwhile begins again.
    passed = passed if passed < len(every) else 0
    head = [*note, Rule()] if note else []
    shown = _as_many_as_fit(head, every[passed:])
    left = len(every) - passed - len(shown)
    body = [part for section in shown for part in (Rule(), *section)][1:]
    return {"type": "home", "blocks": _drawn([*head, *body, *_below(t, passed, left, len(every))])}


def fits_as_note(note: Sequence[Part]) -> bool:
    """Whether there is room for it above the page."""
    return len(note) <= NOTE_BLOCKS and _bytes(note) <= NOTE_BYTES


def _as_many_as_fit(head: Sequence[Part], sections: Sequence[Section]) -> list[Section]:
    shown: list[Section] = []
    count, size = len(head) + _BELOW_BLOCKS, _bytes(head) + _BELOW_BYTES
    for section in sections:
        count, size = count + 1 + len(section), size + _bytes(section)
        if count > BLOCKS or size > BYTES:
            break
        shown.append(section)
    return shown


def _below(t: Phrases, passed: int, left: int, every: int) -> list[Part]:
    """How much more there is, with the ways to it and back."""
    ways: list[Button | None] = [
        Button(t("Show the rest"), f"{MORE}{every - left}") if left else None,
        Button(t("Back to the beginning"), f"{MORE}0") if passed else None,
    ]
    row = [Buttons(tuple(way for way in ways if way))] if left or passed else []
    if not left:
        return [Rule(), *row] if row else []
    words = t.plural("{count} more section of this page.", "{count} more sections of this page.", left)
    return [Rule(), Paragraph(words), *row]


def _sections(parts: Sequence[Part]) -> list[Section]:
    """What stands between the lines of a page, in pieces that are never too large."""
    found: list[list[Part]] = [[]]
    size = 0
    for part in parts:
        own = _bytes((part,))
        if isinstance(part, Rule) or len(found[-1]) == _SECTION_BLOCKS or size + own > _SECTION_BYTES:
            found.append([])
            size = 0
        if not isinstance(part, Rule):
            found[-1].append(part)
            size += own
    return [tuple(section) for section in found if section]


def _bytes(parts: Sequence[Part]) -> int:
    return len(json.dumps(_drawn(parts)))


def _drawn(parts: Sequence[Part]) -> list[Json]:
    # A note may offer what the page offers too: in Slack an id is unique in its block alone.
    return [drawn for part in parts for drawn in blocks(Card((part,)))]
