"""A distribution in words: where its middle lies, how far it reaches, how it stands to the goal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.data import Distribution
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from rubric import measure


def finding(chart: Distribution, t: Phrases) -> Sequence[Markup]:
    """Median and range, and how many are below the goal."""
    levels = [
        step.number for step, count in zip(chart.scale, chart.counts, strict=True) for _ in range(count)
    ]
    low, high = measure.level_range(levels)
    said = t.plural(
        "{title} ({id}): {count} level given, median {median}, range {low}–{high}.",
        "{title} ({id}): {count} levels given, median {median}, range {low}–{high}.",
        len(levels),
        title=chart.title,
        id=chart.id,
        median=f"{chart.median:g}",
        low=low,
        high=high,
    )
    if chart.target is None:
        return [said]
    below, count = measure.share_below(levels, chart.target)
    aim = t("Below the goal of {goal}: {below} of {count}.", goal=chart.target, below=below, count=count)
    return [said, aim]


def lines(chart: Distribution, t: Phrases) -> tuple[Markup, ...]:
    """The count of every level, highest first as it is drawn, then the marks and the counts apart."""
    counts = [
        t("{number} · {name}: {count}", number=step.number, name=step.name, count=count)
        for step, count in reversed(list(zip(chart.scale, chart.counts, strict=True)))
    ]
    marks = [words for words in (chart.median_said, chart.target_said, *chart.apart) if words]
    return (*counts, *(join("", [words]) for words in marks))
