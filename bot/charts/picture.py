"""A chart as the picture that a report brings: what the drawing process is given, and the same in words."""

from __future__ import annotations

from bot.charts.data import Chart, name_of, to_data
from bot.charts.kinds import MODULE
from bot.charts.words import alternative, numbers
from bot.chat.phrases import Phrases
from bot.schedule.report import Picture


def picture(chart: Chart, t: Phrases) -> Picture:
    """The picture; the same chart gives the same bytes."""
    words = alternative(chart, t)
    given = {"chart": to_data(chart), "name": f"{name_of(chart)}.png", "alternative": words}
    return Picture(MODULE, given, words, numbers(chart, t))
