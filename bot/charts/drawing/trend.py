"""The agreed levels of one indicator over time, and the goal on its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.charts.data import Step, Trend, TrendPoint
from bot.charts.drawing.sheet import Place, Sheet
from bot.charts.drawing.style import (
    GAP,
    GOAL,
    GROUND,
    HAIRLINE,
    INK,
    INNER,
    MARGIN,
    NOW,
    SMALL,
    TITLE,
    WIDTH,
    Look,
)
from bot.charts.drawing.typesetting import lines, width_of

_NAMES: Final = 280.0
_LEAST_STEP: Final = 78.0
_INSET: Final = 44.0
_DOT, _DIAMOND = 15.0, 19.0


@dataclass(frozen=True, slots=True)
class _Field:
    """Where days and levels lie: the top, how far apart levels are, the first and the last day."""

    top: float
    step: float
    levels: int
    first: int
    last: int

    @property
    def bottom(self) -> float:
        return self.top + self.step * (self.levels - 1)

    def at(self, day: int, level: int) -> Place:
        left, room = MARGIN + _NAMES + _INSET, INNER - _NAMES - 2 * _INSET
        part = (day - self.first) / (self.last - self.first) if self.last > self.first else 0.0
        return left + room * part, self.top + self.step * (self.levels - level)


def draw(sheet: Sheet, chart: Trend) -> float:
    """Draw it; how far down it reaches."""
    y = sheet.words((MARGIN, MARGIN - 6), chart.title, TITLE, INNER)
    y = sheet.words((MARGIN, y), f"{chart.id} · {chart.about}", SMALL, INNER) + 2 * GAP
    days = [one.day for one in chart.points] + ([chart.goal_day] if chart.goal_day is not None else [])
    step = max(_LEAST_STEP, *(_tall(each) + 8 for each in chart.scale))
    top = y + max(10, (step - 68) / 2)
    field = _Field(top, step, len(chart.scale), min(days, default=0), max(days, default=0))
    _scale(sheet, chart, field)
    _aim(sheet, chart, field)
    _way(sheet, chart, field)
    y = _dates(sheet, chart, field)
    return _words_below(sheet, chart, y)


def _scale(sheet: Sheet, chart: Trend, field: _Field) -> None:
    for step in chart.scale:
        _, y = field.at(field.first, step.number)
        sheet.line([(MARGIN + _NAMES + 8, y), (WIDTH - MARGIN, y)], HAIRLINE, 2)
        sheet.words((MARGIN, y - _tall(step) / 2), _named(step), SMALL, _NAMES)


def _named(step: Step) -> str:
    return f"{step.number} · {step.name}"


def _tall(step: Step) -> float:
    """How tall the words for a level are."""
    return len(lines(_named(step), SMALL, _NAMES)) * SMALL.line


def _aim(sheet: Sheet, chart: Trend, field: _Field) -> None:
    if chart.goal is None or chart.goal_day is None:
        return
    at = field.at(chart.goal_day, chart.goal)
    # A line up to it would look like a forecast.
    sheet.line([(MARGIN + _NAMES + 8, at[1]), at], GOAL, 3, dashed=True)
    sheet.diamonds([at], _DIAMOND, GOAL)


def _way(sheet: Sheet, chart: Trend, field: _Field) -> None:
    """A level stands until the next is agreed, so the way goes in steps."""
    way: list[Place] = []
    for point in chart.points:
        at = field.at(point.day, point.level)
        way += [(at[0], way[-1][1]), at] if way else [at]
    if len(way) > 1:
        sheet.line(way, NOW, 5)
    _dots(sheet, [one for one in chart.points if not one.provisional], field, NOW)
    _dots(sheet, [one for one in chart.points if one.provisional], field, GROUND)


def _dots(sheet: Sheet, points: list[TrendPoint], field: _Field, fill: str) -> None:
    sheet.dots([field.at(one.day, one.level) for one in points], _DOT, fill, NOW if fill == GROUND else INK)


def _dates(sheet: Sheet, chart: Trend, field: _Field) -> float:
    """The months below, where there is room for them: the last one first."""
    y, free = field.bottom + max(44.0, _tall(chart.scale[0]) / 2 + 4), float(WIDTH)
    for point in reversed(chart.points):
        x, _ = field.at(point.day, 1)
        half = width_of(point.when, SMALL) / 2
        x = min(x, WIDTH - MARGIN - half)
        if x + half < free:
            sheet.word((x, y), point.when, SMALL, "center")
            free = x - half - GAP
    return y + SMALL.line + GAP


def _words_below(sheet: Sheet, chart: Trend, y: float) -> float:
    """What the marks mean."""
    mark = MARGIN + 20
    if chart.goal_said:
        sheet.diamonds([(mark, y + SMALL.line / 2 - 2)], _DIAMOND - 3, GOAL)
        y = sheet.words((mark + 34, y), chart.goal_said, Look(SMALL.size, bold=True, colour=GOAL), INNER - 54)
    if chart.provisional:
        sheet.dots([(mark, y + SMALL.line / 2 - 2)], _DOT - 3, GROUND, NOW)
        y = sheet.words((mark + 34, y), chart.provisional, SMALL, INNER - 54)
    return y
