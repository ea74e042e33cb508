"""Sheets of paper that fill from the top: headings, lines, lists and a picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from bot.chat.text import Span
from bot.documents import paper
from bot.documents.blocks import Runs, words_of
from bot.documents.directions import direction_of
from bot.documents.document import Document
from bot.documents.looks import GAP, HAIR, Look
from bot.documents.pen import Pen
from bot.documents.telling import title
from bot.documents.wrapping import wrapped

# A heading does not stand alone at the foot of a page: room in millimetres for what it heads.
_COMPANY: Final = 14.0
# A picture that has not all the room that it could fill stays on its page if it has this much of it.
_LEAST: Final = 0.6
_BULLET: Final = "•"
# In a PNG the width and the height stand here.
_SIZE: Final = slice(16, 24)


class Sheets:
    """A document that grows by what is set last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pen = Pen(document)
        self._pen.set_title(title(document))
        self._pen.add_page()

    def content(self) -> bytes:
        """The bytes of the PDF."""
        return paper.finished(self._pen, self._document.made_on)

    def heading(self, words: Runs, look: Look, level: int) -> None:
        """A heading; it stands in the outline too."""
        if self._pen.will_page_break(look.above + look.height + _COMPANY):
            self._pen.add_page()
        self._down(look.above)
        self._pen.start_section(words_of(words), level - 1, strict=False)
        self._set((words,), look)

    def paragraph(self, lines: Sequence[Runs], look: Look) -> None:
        """Lines under each other, read in one direction."""
        self._down(GAP)
        self._set(lines, look)

    def points(self, lines: Sequence[Runs], look: Look) -> None:
        """Lines with a mark before each."""
        for line in lines:
            self._down(look.above)
            self._set((line,), look, _BULLET)

    def rule(self) -> None:
        """A line across the page."""
        pen = self._pen
        self._down(2 * GAP)
        pen.set_draw_color(*HAIR)
        pen.line(pen.l_margin, pen.y, pen.w - pen.r_margin, pen.y)
        self._down(GAP)

    def picture(self, png: bytes, alternative: str) -> None:
        """A picture as large as there is room for, with words for those who cannot see it."""
        pen = self._pen
        self._down(GAP)
        width, height = struct.unpack(">II", png[_SIZE])
        needed = pen.epw * height / width
        if needed > self._room() < _LEAST * pen.eph:
            pen.add_page()
        shown = min(needed, self._room())
        pen.image(BytesIO(png), w=shown * width / height, h=shown, alt_text=alternative)
        self._down(GAP)

    def _room(self) -> float:
        """What is left of the page; a little less, so that a picture never falls to the next by rounding."""
        return self._pen.page_break_trigger - self._pen.y - 1

    def _down(self, distance: float) -> None:
        """Leave room, but none at the top of a page."""
        if self._pen.y > self._pen.t_margin:
            self._pen.set_y(self._pen.y + distance)

    def _set(self, lines: Sequence[Runs], look: Look, mark: str = "") -> None:
        direction = direction_of(lines, self._document.direction)
        room = self._pen.epw - look.indent

        def measure(run: Span) -> float:
            return self._pen.width_of(run, look)

        for line in lines:
            runs = tuple(replace(run, text=paper.printed(self._pen, run.text)) for run in _on_paper(line))
            for number, printed in enumerate(wrapped(runs, room, measure)):
                self._pen.put(printed, look, direction, "" if number else mark)


def _on_paper(line: Runs) -> Iterator[Span]:
    """With the address behind each link: paper cannot be pressed."""
    for run in line:
        yield run
        if run.kind == "link" and run.target != run.text:
            yield Span(f" ({run.target})")
