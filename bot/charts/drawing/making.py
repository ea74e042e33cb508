"""What the process that draws is asked for: a chart as data, and the picture of it as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg

from bot.charts.data import Chart, Distribution, GoalGaps, ResponseRate, StateGrid, Trend, from_data
from bot.charts.drawing import gaps, grid, response, trend, votes
from bot.charts.drawing.png import png
from bot.charts.drawing.sheet import Sheet
from bot.charts.drawing.style import PART_OF_TALL, TALL
from bot.chat.messenger import File


def make(given: Mapping[str, Any]) -> File:
    """The picture of `chart` (data) under a `name`, with the words for its `alternative` text."""
    return File(given["name"], "image/png", given["alternative"], drawn(from_data(given["chart"])))


def drawn(chart: Chart) -> bytes:
    """The picture as PNG: the same chart gives the same bytes."""
    return png(canvas_of(chart), len(getattr(chart, "scale", ())))


def canvas_of(chart: Chart) -> FigureCanvasAgg:
    """The picture before it is written."""
    sheet = Sheet()
    height = _draw(sheet, chart)
    if height > TALL:
        sheet = Sheet(PART_OF_TALL)
        height = _draw(sheet, chart)
    return sheet.finished(height)


def _draw(sheet: Sheet, chart: Chart) -> float:
    match chart:
        case StateGrid():
            return grid.draw(sheet, chart)
        case GoalGaps():
            return gaps.draw(sheet, chart)
        case Distribution():
            return votes.draw(sheet, chart)
        case Trend():
            return trend.draw(sheet, chart)
        case ResponseRate():
            return response.draw(sheet, chart)
