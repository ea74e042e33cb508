"""A document as text alone: for a terminal, for e-mail programs that show no HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from bot.chat.text import Span
from bot.documents.blocks import Block, Line, Listed, Runs, Shown, Title
from bot.documents.document import Document
from bot.documents.telling import blocks

_RULES: Final = {1: "=", 2: "-"}
_LONGEST_RULE: Final = 72


def write(document: Document, png: bytes | None = None) -> bytes:  # noqa: ARG001 - text has the picture's words
    """The text in UTF-8."""
    return in_text(document).encode()


def in_text(document: Document) -> str:
    """Every word of the document, links with their addresses, the picture as its numbers."""
    told = blocks(document)
    pieces = ["\n".join(_lines(block)) for block in told]
    gaps = ["\n" if isinstance(after, Listed) else "\n\n" for _, after in pairwise(told)]
    return "".join(piece + gap for piece, gap in zip(pieces, [*gaps, "\n"], strict=True))


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Title():
            yield from _heading(block)
        case Listed():
            yield from (f"- {_told(line)}" for line in block.lines)
        case Line():
            yield "-" * _LONGEST_RULE
        case Shown():
            yield _told(block.alternative)
        case _:
            before = "> " if block.look == "quote" else ""
            yield from (before + _told(line) for line in block.lines)


def _heading(title: Title) -> Iterable[str]:
    words = _told(title.words)
    yield words
    if rule := _RULES.get(title.level):
        yield rule * min(len(words), _LONGEST_RULE)


def _told(line: Runs) -> str:
    return "".join(map(_run, line))


def _run(run: Span) -> str:
    return f"{run.text} <{run.target}>" if run.kind == "link" and run.target != run.text else run.text
