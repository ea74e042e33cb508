"""The agreed levels of one indicator over time, on the way to its goal."""

from __future__ import annotations

from typing import Final

from bot.charts.data import Trend, TrendPoint
from bot.charts.gather.known import Known
from bot.chat.phrases import Phrases
from bot.chat.text import join, plain
from bot.language.reader import Reader
from bot.store.models import AgreedState, Goal

MOST_POINTS: Final = 10


def trend_of(known: Known, t: Phrases, reader: Reader, indicator_id: str = "") -> Trend | None:
    """The latest levels of an indicator, or of the first one in focus that has any; None where none has."""
    chosen = (indicator_id,) if indicator_id else known.focus
    found = next((one for one in chosen if known.agreed.get(one)), None)
    if found is None:
        return None
    indicator, goal = known.lineage.today.indicator(found), known.goals.get(found)
    points = tuple(_point(row, known, t, reader) for row in known.agreed[found][-MOST_POINTS:])
    return Trend(
        id=found,
        title=indicator.short_title,
        about=plain(t("{team}: agreed levels over time", team=known.team.name)),
        scale=known.scale,
        points=points,
        goal=None if goal is None else goal.level,
        goal_day=None if goal is None else goal.by_day.toordinal(),
        goal_said="" if goal is None else _aim(goal, t, reader),
        provisional=plain(t("no consensus, for now")) if any(one.provisional for one in points) else "",
    )


def _point(row: AgreedState, known: Known, t: Phrases, reader: Reader) -> TrendPoint:
    level = known.lineage.today.levels[row.level - 1]
    words = f"{level.number} · {level.name}"
    day = reader.day_with_year(row.agreed_on)
    said = t("{day}: {level}", day=day, level=words)
    if row.provisional:
        said = join(", ", [said, t("no consensus, for now")])
    return TrendPoint(
        row.agreed_on.toordinal(), reader.month(row.agreed_on), row.level, plain(said), row.provisional
    )


def _aim(goal: Goal, t: Phrases, reader: Reader) -> str:
    return plain(t("Goal: {goal} by {day}", goal=goal.level, day=reader.day_with_year(goal.by_day)))
