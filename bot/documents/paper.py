"""Where every PDF begins and ends: fonts, language, margins, and the same bytes for the same content."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from typing import Final

from fpdf import FPDF

FAMILY: Final = "DejaVu"
# Millimetres.
MARGIN: Final = 15
_FONTS: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}


def begin(pdf: FPDF, language: str) -> None:
    """Give a new document its fonts, its margins and its language."""
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.set_lang(language)
    for style, name in _FONTS.items():
        with as_file(files("bot.documents") / "fonts" / name) as font:
            pdf.add_font(FAMILY, style, font)


def finished(pdf: FPDF, made_on: date) -> bytes:
    """The bytes, dated by the day that the document tells of and not by the moment of printing."""
    pdf.set_creation_date(datetime.combine(made_on, time(), UTC))
    return bytes(pdf.output())
