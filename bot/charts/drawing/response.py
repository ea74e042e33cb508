"""How many answered: a bar for those who could, filled as far as they did, and the number of a number."""

from __future__ import annotations

from typing import Final

from bot.charts.data import ResponseRate, Run
from bot.charts.drawing.sheet import Sheet
from bot.charts.drawing.style import (
    GAP,
    GROUND,
    HEADING,
    INNER,
    MARGIN,
    NOW,
    QUIET,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
)
from bot.charts.drawing.typesetting import width_of

_BAR: Final = 34.0


def draw(sheet: Sheet, chart: ResponseRate) -> float:
    """Draw it; how far down it reaches."""
    y = sheet.words((MARGIN, MARGIN - 6), chart.title, TITLE, INNER)
    y = sheet.words((MARGIN, y), chart.about, SMALL, INNER) + GAP
    most = max((run.asked for run in chart.runs), default=1)
    for run in chart.runs:
        y = _run(sheet, run, most, y)
    return sheet.words((MARGIN, y), chart.left_out, SMALL, INNER) if chart.left_out else y


def _run(sheet: Sheet, run: Run, most: int, y: float) -> float:
    """Its name above its bar; bars of one picture have one scale."""
    y = sheet.named((MARGIN, y), run.title, run.when, TEXT, INNER)
    room = INNER - max(width_of(run.said, HEADING), 150) - GAP
    wide, filled = room * run.asked / most, room * run.answered / most
    sheet.box((MARGIN, y + 4), (wide, _BAR), GROUND, QUIET)
    if run.answered:
        sheet.box((MARGIN, y + 4), (filled, _BAR), NOW, QUIET)
    sheet.word((WIDTH - MARGIN, y + 4), run.said, HEADING, "right")
    return y + _BAR + 4 + 2 * GAP
