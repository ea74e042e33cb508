"""Discord's markdown as paragraphs: headings, small print, quotes, code blocks and plain text."""

from __future__ import annotations

import re
from itertools import groupby

from bot.sandbox.discord.sight.inline import inline_spans
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenText, Span, TextKind

_CODE_BLOCK = re.compile(r"```(?:[\w+-]+\n)?(.*?)```", re.DOTALL)
_BEGINNINGS: tuple[tuple[str, TextKind], ...] = (
    ("### ", "heading"),
    ("## ", "heading"),
    ("# ", "heading"),
    ("-# ", "small"),
    (">>> ", "quote"),
    ("> ", "quote"),
)


def paragraphs(text: str, viewer: Viewer) -> tuple[SeenText, ...]:
    """Return the paragraphs of a text; lines of one kind stay together, blank lines part them."""
    found: list[SeenText] = []
    for place, piece in enumerate(_CODE_BLOCK.split(text)):
        if place % 2:
            found.append(SeenText((Span(piece.strip("\n"), "code"),), "code"))
        else:
            found.extend(_plain(piece, viewer))
    return tuple(found)


def _plain(text: str, viewer: Viewer) -> list[SeenText]:
    lines = [_line(line) for line in text.split("\n")]
    found: list[SeenText] = []
    for kind, group in groupby(lines, key=lambda line: line[0] if line[1].strip() else None):
        if kind == "heading":
            found.extend(SeenText(inline_spans(line, viewer), kind) for _, line in group)
        elif kind is not None:
            joined = "\n".join(line for _, line in group)
            found.append(SeenText(inline_spans(joined, viewer), kind))
    return found


def _line(line: str) -> tuple[TextKind, str]:
    for beginning, kind in _BEGINNINGS:
        if line.startswith(beginning):
            return kind, line.removeprefix(beginning)
    if line.lstrip().startswith(("- ", "* ")):
        return "text", "• " + line.lstrip()[2:]
    return "text", line
