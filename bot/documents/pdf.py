"""A document as printed pages: letter-sized, with an outline, page numbers and words for the picture."""

from __future__ import annotations

from bot.chat.text import Span
from bot.documents.blocks import Block, Line, Listed, Prose, Shown, Title, words_of
from bot.documents.document import Document
from bot.documents.looks import NUMBER, PLAIN, POINT, PROSE, TITLES
from bot.documents.sheets import Sheets
from bot.documents.telling import blocks


def write(document: Document, png: bytes | None = None) -> bytes:
    """The PDF; the same document and picture give the same bytes."""
    sheets = Sheets(document)
    for block in blocks(document):
        _set(sheets, block, png)
    return sheets.content()


def _set(sheets: Sheets, block: Block, png: bytes | None) -> None:
    match block:
        case Title():
            sheets.heading(block.words, TITLES[block.level], block.level)
        case Prose():
            sheets.paragraph(block.lines, PROSE[block.look])
        case Listed():
            sheets.points(block.lines, NUMBER if block.small else POINT)
        case Line():
            sheets.rule()
        case Shown() if png is None:
            sheets.paragraph(((*block.not_drawn, Span(" "), *block.alternative),), PLAIN)
        case Shown():
            sheets.picture(png, words_of(block.alternative))
