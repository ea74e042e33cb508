"""Indicators by rounds: a cell with number and letter for what stood at the end of each round."""

from __future__ import annotations

from typing import Final

from bot.charts.data import GridGroup, GridLine, StateGrid
from bot.charts.drawing.legend import legend
from bot.charts.drawing.sheet import Place, Sheet
from bot.charts.drawing.style import (
    BAND,
    CELL,
    GAP,
    GROUND,
    HAIRLINE,
    HEADING,
    INNER,
    MARGIN,
    QUIET,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    colour_of,
    ink_on,
)
from bot.charts.drawing.typesetting import lines, shortened, shown

_COLUMN, _CELL_WIDTH, _CELL_HEIGHT = 92.0, 84.0, 52.0
# From so many indicators on, each has one line, or nobody would scroll to the end.
_MANY: Final = 25
NONE: Final = "–"


def draw(sheet: Sheet, chart: StateGrid) -> float:
    """Draw it; how far down it reaches."""
    y = sheet.words((MARGIN, MARGIN - 6), chart.title, TITLE, INNER) + GAP
    y = _rounds(sheet, chart, y)
    cells: dict[int | None, list[Place]] = {}
    for group in chart.groups:
        y = _group(sheet, group, y)
        for line in group.lines:
            y = _line(sheet, chart, line, y, cells)
    _stamp(sheet, chart, cells)
    return legend(sheet, chart.scale, y + GAP, not_agreed=chart.not_agreed, provisional=chart.provisional)


def _left(chart: StateGrid) -> float:
    """Where the cells begin."""
    return WIDTH - MARGIN - _COLUMN * len(chart.rounds)


def _rounds(sheet: Sheet, chart: StateGrid, y: float) -> float:
    broken = [lines(words, SMALL, _COLUMN - 4) for words in chart.rounds]
    most = max((len(each) for each in broken), default=0)
    for place, words in enumerate(broken):
        middle = _left(chart) + _COLUMN * (place + 0.5)
        for row, word in enumerate(words, start=most - len(words)):
            sheet.word((middle, y + row * SMALL.line), word, SMALL, "center")
    return y + most * SMALL.line + GAP / 2


def _group(sheet: Sheet, group: GridGroup, y: float) -> float:
    words = f"{group.id} · {group.title}"
    tall = len(lines(words, HEADING, INNER - GAP)) * HEADING.line + 10
    sheet.box((MARGIN - 8, y), (INNER + 16, tall), BAND)
    sheet.words((MARGIN, y + 4), words, HEADING, INNER - GAP)
    return y + tall + 6


def _line(
    sheet: Sheet, chart: StateGrid, line: GridLine, y: float, cells: dict[int | None, list[Place]]
) -> float:
    width = _left(chart) - MARGIN - GAP
    below = _name(sheet, chart, line, (MARGIN, y), width)
    below = max(below, y + _CELL_HEIGHT)
    middle = (y + below) / 2
    for place, level in enumerate(line.levels):
        x = _left(chart) + _COLUMN * (place + 0.5)
        _cell(sheet, chart, level, (x, middle), provisional=place in line.provisional)
        cells.setdefault(level, []).append((x, middle))
    sheet.line([(MARGIN, below + 5), (WIDTH - MARGIN, below + 5)], HAIRLINE, 1.5)
    return below + 12


def _name(sheet: Sheet, chart: StateGrid, line: GridLine, at: Place, width: float) -> float:
    """What the line is about; where there are many, in one line, by its id if another title begins alike."""
    titles = [each.title for group in chart.groups for each in group.lines]
    if len(titles) < _MANY:
        return sheet.named(at, line.title, line.id, TEXT, width, _CELL_HEIGHT)
    middle = (at[0], at[1] + (_CELL_HEIGHT - TEXT.line) / 2)
    cut = shortened(line.title, TEXT, width)
    alone = cut == shown(line.title) or sum(title.startswith(cut[:-1]) for title in titles) == 1
    return sheet.words(middle, cut if alone else line.id, TEXT, width)


def _cell(sheet: Sheet, chart: StateGrid, level: int | None, middle: Place, *, provisional: bool) -> None:
    x, y = middle
    fill = GROUND if level is None else colour_of(level, len(chart.scale))
    corner, size = (x - _CELL_WIDTH / 2, y - _CELL_HEIGHT / 2), (_CELL_WIDTH, _CELL_HEIGHT)
    sheet.box(corner, size, fill, QUIET, dashed=level is None)
    if provisional and level is not None:
        inner = (corner[0] + 6, corner[1] + 6), (size[0] - 12, size[1] - 12)
        sheet.box(*inner, "none", ink_on(fill), dashed=True)


def _stamp(sheet: Sheet, chart: StateGrid, cells: dict[int | None, list[Place]]) -> None:
    """Number and letter, all cells of a level at once."""
    for step in chart.scale:
        colour = ink_on(colour_of(step.number, len(chart.scale)))
        sheet.stamps(cells.get(step.number, []), f"{step.number} {step.letter}".strip(), CELL, colour)
    sheet.stamps(cells.get(None, []), NONE, CELL, QUIET)
