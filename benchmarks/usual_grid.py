"""The state grid as one usually draws it with matplotlib: axes, coloured cells, a text in each, `savefig`."""

from __future__ import annotations

from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.charts.data import StateGrid
from bot.charts.drawing.style import WIDTH

_DPI = 100


def usual(chart: StateGrid, height: int) -> bytes:
    """A picture of the same size."""
    lines = [line for group in chart.groups for line in group.lines]
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.pcolormesh([[level or 0 for level in line.levels] for line in lines], cmap="YlGnBu", edgecolors="k")
    axes.set_yticks([row + 0.5 for row in range(len(lines))], [line.title for line in lines])
    axes.set_xticks([place + 0.5 for place in range(len(chart.rounds))], chart.rounds)
    for row, line in enumerate(lines):
        for place, level in enumerate(line.levels):
            words = "–" if level is None else f"{level} {chart.scale[level - 1].letter}"
            axes.text(place + 0.5, row + 0.5, words, ha="center", va="center")
    axes.set_title(chart.title)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()
