"""Gap to goal: on the scale of levels a dot for what is agreed and a diamond for what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.data import Gap, GapGroup, GoalGaps, Step
from bot.charts.drawing.sheet import Sheet
from bot.charts.drawing.style import (
    BAND,
    GAP,
    GOAL,
    HAIRLINE,
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
from bot.charts.drawing.typesetting import lines, width_of

_TRACK = 372.0
_LEFT = WIDTH - MARGIN - _TRACK
_DOT, _DIAMOND = 11.0, 19.0
# From a mark to what it means.
_WORDS = 46.0


def draw(sheet: Sheet, chart: GoalGaps) -> float:
    """Draw it; how far down it reaches."""
    y = sheet.words((MARGIN, MARGIN - 6), chart.title, TITLE, INNER) + GAP / 2
    y = _marks(sheet, chart, y) + GAP
    for group in chart.groups:
        y = _group(sheet, group, y)
        for gap in group.gaps:
            y = _gap(sheet, gap, chart.scale, y)
    if chart.left_out:
        y = sheet.words((MARGIN, y), chart.left_out, TEXT, INNER)
    return _names(sheet, chart.scale, y + GAP / 2)


def _marks(sheet: Sheet, chart: GoalGaps, y: float) -> float:
    """What dot and diamond mean."""
    x, half = float(MARGIN), SMALL.line / 2
    sheet.dots([(x + _DIAMOND, y + half)], _DOT, NOW)
    below = sheet.words((x + _WORDS, y), chart.now, SMALL, INNER - _WORDS)
    beside = 2 * _WORDS + width_of(chart.now, SMALL) + 2 * GAP
    if beside + width_of(chart.goal, SMALL) < INNER:
        x, below = x + beside - _WORDS, y
    sheet.diamonds([(x + _DIAMOND, below + half)], _DIAMOND, GOAL)
    return sheet.words((x + _WORDS, below), chart.goal, SMALL, WIDTH - MARGIN - x - _WORDS)


def _group(sheet: Sheet, group: GapGroup, y: float) -> float:
    words, room = f"{group.id} · {group.title}", INNER - GAP
    tall = len(lines(words, HEADING, room)) * HEADING.line + len(lines(group.said, SMALL, room)) * SMALL.line
    sheet.box((MARGIN - 8, y), (INNER + 16, tall + 12), BAND)
    below = sheet.words((MARGIN, y + 4), words, HEADING, room)
    sheet.words((MARGIN, below), group.said, SMALL, room)
    return y + tall + 12 + 8


def _gap(sheet: Sheet, gap: Gap, scale: Sequence[Step], y: float) -> float:
    named = sheet.named((MARGIN, y), gap.title, gap.id, TEXT, _LEFT - MARGIN - 2 * GAP)
    _track(sheet, gap, scale, y + 20)
    said = sheet.words((_LEFT, y + 70), gap.said, SMALL, _TRACK)
    below = max(named, said)
    sheet.line([(MARGIN, below + 5), (WIDTH - MARGIN, below + 5)], HAIRLINE, 1.5)
    return below + 16


def _track(sheet: Sheet, gap: Gap, scale: Sequence[Step], middle: float) -> None:
    room = _TRACK - 2 * _DIAMOND
    places = [_LEFT + _DIAMOND + room * (step.number - 1) / max(1, len(scale) - 1) for step in scale]
    sheet.line([(places[0], middle), (places[-1], middle)], HAIRLINE, 4)
    for x, step in zip(places, scale, strict=True):
        sheet.line([(x, middle - 8), (x, middle + 8)], QUIET, 2)
        sheet.stamps([(x, middle + 34)], str(step.number), SMALL, QUIET)
    goal = places[gap.goal - 1]
    if gap.existing is not None:
        now = places[gap.existing - 1]
        sheet.line([(now, middle), (goal, middle)], NOW if now < goal else QUIET, 6)
    sheet.diamonds([(goal, middle)], _DIAMOND, GOAL)
    if gap.existing is not None:
        sheet.dots([(places[gap.existing - 1], middle)], _DOT, NOW)


def _names(sheet: Sheet, scale: Sequence[Step], y: float) -> float:
    """The names of the levels behind the numbers."""
    words = " · ".join(f"{step.number} {step.name}" for step in scale)
    return sheet.words((MARGIN, y), words, SMALL, INNER)
