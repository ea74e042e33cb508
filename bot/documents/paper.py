"""Where every PDF begins and ends: fonts, language, margins, and the same bytes for the same content."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from typing import Final

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from bot.chat.text import Span
from bot.documents.blocks import words_of
from bot.documents.document import Direction
from bot.documents.printable import printable
from bot.documents.visual import is_simple, visual
from bot.documents.wrapping import wrapped

FAMILY: Final = "DejaVu"
# Millimetres.
MARGIN: Final = 15
_FONTS: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}


def begin(pdf: FPDF, language: str) -> None:
    """Give a new document its fonts, its margins and its language."""
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.set_lang(language)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    for style, name in _FONTS.items():
        with as_file(files("bot.documents") / "fonts" / name) as font:
            pdf.add_font(FAMILY, style, font)


def printed(pdf: FPDF, text: str) -> str:
    """`text` in characters that the fonts have."""
    return printable(text, _face(pdf, bold=False).cmap)


def width_of(pdf: FPDF, text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is in letters of `size` points, in the document's unit."""
    width: float = _face(pdf, bold=bold).get_text_width(text, size, None)[1]
    return width / pdf.k


def in_order(pdf: FPDF, text: str, width: float, size: float, direction: Direction) -> str:
    """`text` for a cell of that width; where it is read from the right, as lines to be set from the left."""

    def measure(run: Span) -> float:
        return width_of(pdf, run.text, size)

    lines: list[str] = []
    for line in printed(pdf, text).split("\n"):
        runs = (Span(line),) if line else ()
        broken = (runs,) if is_simple(line) else wrapped(runs, width, measure)
        lines += [words_of(visual(each, direction)) for each in broken]
    return "\n".join(lines)


def finished(pdf: FPDF, made_on: date) -> bytes:
    """The bytes, dated by the day that the document tells of and not by the moment of printing."""
    pdf.set_creation_date(datetime.combine(made_on, time(), UTC))
    return bytes(pdf.output())


def _face(pdf: FPDF, *, bold: bool) -> TTFFont:
    face = pdf.fonts[FAMILY.lower() + ("B" if bold else "")]
    if not isinstance(face, TTFFont):
        raise TypeError(f"{face} was not read from a file")
    return face
