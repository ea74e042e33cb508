"""How far goals are, in words: how many are reached, and which is furthest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.data import Gap, GoalGaps
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from rubric import measure


def finding(chart: GoalGaps, t: Phrases) -> Sequence[Markup]:
    """The goals that are reached of all, and the one that is furthest, if any is left."""
    every = [gap for group in chart.groups for gap in group.gaps]
    left = {gap: measure.gap(gap.goal, gap.existing) for gap in every if gap.existing is not None}
    said = [
        t.plural(
            "{reached} of {count} goal reached.",
            "{reached} of {count} goals reached.",
            len(every),
            reached=sum(1 for each in left.values() if each <= 0),
        )
    ]
    furthest = max(left, key=lambda one: left[one], default=None)
    if furthest is not None and left[furthest] > 0:
        said.append(t("Furthest from its goal: {gap}.", gap=_line(furthest, t)))
    if unknown := len(every) - len(left):
        said.append(t("Not agreed yet: {count}.", count=unknown))
    return said


def lines(chart: GoalGaps, t: Phrases) -> tuple[Markup, ...]:
    """An outcome a line, then its goals."""
    found: list[Markup] = []
    for group in chart.groups:
        values = {"id": group.id, "title": group.title, "said": group.said}
        found.append(t("{id} {title}: {said}", **values))
        found += [_line(gap, t) for gap in group.gaps]
    return (*found, *([join("", [chart.left_out])] if chart.left_out else []))


def _line(gap: Gap, t: Phrases) -> Markup:
    return t("{title} ({id}): {said}", title=gap.title, id=gap.id, said=gap.said)
