"""Sets one line on a page, run after run from left to right, and the number at the foot of each page."""

from __future__ import annotations

from typing import Final

from fpdf import FPDF

from bot.chat.text import Span, plain
from bot.documents import paper
from bot.documents.blocks import Runs
from bot.documents.document import PAGE, PAGES, Direction, Document
from bot.documents.looks import BLUE, CODE, HAIR, SMALL, Look
from bot.documents.visual import visual

# Stands for the number of pages until they are counted; no font has it.
_COUNT: Final = "\ue000"
_BAR: Final = 0.8
_COLOURS: Final = {"link": BLUE, "code": CODE}


class Pen(FPDF):
    """Letter-sized sheets, standing."""

    def __init__(self, document: Document) -> None:
        super().__init__(orientation="portrait", format="letter", unit="mm")
        self.page_words, self.usual_direction = plain(document.words.page), document.direction
        paper.begin(self, document.language)
        self.set_auto_page_break(auto=True, margin=paper.MARGIN + 5)
        self.alias_nb_pages(_COUNT)
        self.c_margin = 0

    def footer(self) -> None:
        """Which page it is."""
        words = self.page_words.replace(PAGE, str(self.page_no())).replace(PAGES, _COUNT)
        self.set_y(-paper.MARGIN)
        self.put((Span(words),), SMALL, self.usual_direction)

    def width_of(self, run: Span, look: Look) -> float:
        """In millimetres."""
        return paper.width_of(self, run.text, look.size, bold=look.bold or run.kind == "bold")

    def put(self, runs: Runs, look: Look, direction: Direction, mark: str = "") -> None:
        """A line in its direction, below the one before; `mark` stands before it."""
        if not self.in_footer and self.will_page_break(look.height):
            self.add_page()
        ordered = visual(runs, direction)
        width = sum(self.width_of(run, look) for run in ordered)
        right = self.w - self.r_margin - look.indent
        self._beside(look, direction, mark)
        self.set_x(self.l_margin + look.indent if direction == "ltr" else right - width)
        for run in ordered:
            self._run(run, look)
        self.set_y(self.y + look.height)

    def _run(self, run: Span, look: Look) -> None:
        self.set_font(paper.FAMILY, "B" if look.bold or run.kind == "bold" else "", look.size)
        self.set_text_color(*_COLOURS.get(run.kind, look.colour))
        self.cell(
            self.width_of(run, look), look.height, run.text, link=run.target if run.kind == "link" else ""
        )

    def _beside(self, look: Look, direction: Direction, mark: str) -> None:
        edge = self.l_margin if direction == "ltr" else self.w - self.r_margin
        inwards = 1 if direction == "ltr" else -1
        if look.bar:
            self.set_fill_color(*HAIR)
            self.rect(min(edge, edge + inwards * _BAR), self.y, _BAR, look.height, style="F")
        if mark:
            self.set_x(edge + inwards * look.indent / 2 - self.width_of(Span(mark), look) / 2)
            self._run(Span(mark), look)
