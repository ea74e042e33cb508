"""A dot strip: a dot for each level that was given, level by level, with the median and the goal."""

from __future__ import annotations

from math import ceil
from typing import Final

from bot.charts.data import Distribution, Step
from bot.charts.drawing.sheet import Place, Sheet
from bot.charts.drawing.style import (
    GAP,
    GOAL,
    HAIRLINE,
    HEADING,
    INK,
    INNER,
    MARGIN,
    NOW,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    Look,
)
from bot.charts.drawing.typesetting import lines

_NAMES: Final = 300.0
_COUNT: Final = 70.0
_LEFT: Final = MARGIN + _NAMES + GAP
_ROOM: Final = WIDTH - MARGIN - _COUNT - _LEFT
# Pixels from dot to dot; the first with which no level takes more rows of dots than that.
_PITCHES: Final = (36.0, 28.0, 21.0, 15.0)
_MOST_ROWS: Final = 3
_MARK: Final = 40.0


def draw(sheet: Sheet, chart: Distribution) -> float:
    """Draw it; how far down it reaches."""
    y = sheet.words((MARGIN, MARGIN - 6), chart.title, TITLE, INNER)
    y = sheet.words((MARGIN, y), f"{chart.id} · {chart.about}", SMALL, INNER) + GAP
    pitch = _pitch(max(chart.counts, default=0))
    for step, count in reversed(list(zip(chart.scale, chart.counts, strict=True))):
        if chart.median == step.number + 0.5:
            y = _between(sheet, chart, y)
        y = _level(sheet, chart, step, count, pitch, y)
    for words in chart.apart:
        y = sheet.words((MARGIN, y), words, SMALL, INNER)
    return y


def _pitch(most: int) -> float:
    fits = (each for each in _PITCHES if ceil(most / (_ROOM // each)) <= _MOST_ROWS)
    return next(fits, _PITCHES[-1])


def _between(sheet: Sheet, chart: Distribution, y: float) -> float:
    """The median where it lies halfway between two levels."""
    below = _median(sheet, chart, y)
    sheet.line([(MARGIN, below + 4), (WIDTH - MARGIN, below + 4)], HAIRLINE, 1.5)
    return below + 12


def _level(sheet: Sheet, chart: Distribution, step: Step, count: int, pitch: float, y: float) -> float:
    named = sheet.words((MARGIN, y), f"{step.number} · {step.name}", TEXT, _NAMES)
    sheet.word((WIDTH - MARGIN, y), str(count), HEADING, "right")
    places = _places(count, pitch, y + TEXT.line / 2)
    sheet.dots(places, pitch * 0.42, NOW)
    reached = max((place[1] for place in places), default=y) + pitch / 2
    reached = max(reached, y + TEXT.line)
    if chart.median == step.number:
        reached = _median(sheet, chart, reached)
    if chart.target == step.number:
        reached = _target(sheet, chart, reached)
    below = max(named, reached)
    sheet.line([(MARGIN, below + 4), (WIDTH - MARGIN, below + 4)], HAIRLINE, 1.5)
    return below + 12


def _places(count: int, pitch: float, top: float) -> list[Place]:
    """The middles of so many dots, row by row."""
    row = int(_ROOM // pitch)
    return [(_LEFT + pitch * (n % row + 0.5), top + pitch * (n // row)) for n in range(count)]


def _median(sheet: Sheet, chart: Distribution, y: float) -> float:
    look = Look(SMALL.size, bold=True, colour=INK)
    tall = len(lines(chart.median_said, look, _room())) * look.line
    sheet.box((_LEFT + 6, y + 2), (10, tall - 6), INK)
    return sheet.words((_LEFT + _MARK, y), chart.median_said, look, _room())


def _target(sheet: Sheet, chart: Distribution, y: float) -> float:
    look = Look(SMALL.size, bold=True, colour=GOAL)
    sheet.diamonds([(_LEFT + 12, y + look.line / 2 - 2)], 14, GOAL)
    return sheet.words((_LEFT + _MARK, y), chart.target_said, look, _room())


def _room() -> float:
    return WIDTH - MARGIN - _LEFT - _MARK
