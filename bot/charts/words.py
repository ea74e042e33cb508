"""Pictures for those who cannot see them: the finding in a sentence or two, and every number as a line."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts import words_of_gaps, words_of_grid, words_of_votes
from bot.charts.data import Chart, Distribution, GoalGaps, ResponseRate, StateGrid, Trend
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join, plain


def alternative(chart: Chart, t: Phrases) -> str:
    """What the picture tells, as plain text for its alternative text."""
    if _is_empty(chart):
        return plain(t("{title}: nothing to show yet.", title=chart.title))
    return plain(join(" ", _finding(chart, t)))


def numbers(chart: Chart, t: Phrases) -> tuple[Markup, ...]:
    """Every number of the picture, a line each."""
    match chart:
        case StateGrid():
            return words_of_grid.lines(chart, t)
        case GoalGaps():
            return words_of_gaps.lines(chart, t)
        case Distribution():
            return words_of_votes.lines(chart, t)
        case Trend():
            return tuple(join("", [one.said]) for one in chart.points) + _given(chart.goal_said)
        case ResponseRate():
            lines = [_run(one.title, one.when, one.said, t) for one in chart.runs]
            return (*lines, *_given(chart.left_out))


def _is_empty(chart: Chart) -> bool:
    match chart:
        case StateGrid():
            return not (chart.rounds and chart.groups)
        case GoalGaps():
            return not chart.groups
        case Distribution():
            return not any(chart.counts)
        case Trend():
            return not chart.points
        case ResponseRate():
            return not chart.runs


def _finding(chart: Chart, t: Phrases) -> Sequence[Markup]:
    match chart:
        case StateGrid():
            return words_of_grid.finding(chart, t)
        case GoalGaps():
            return words_of_gaps.finding(chart, t)
        case Distribution():
            return words_of_votes.finding(chart, t)
        case Trend():
            return _trend(chart, t)
        case ResponseRate():
            return _response(chart, t)


def _trend(chart: Trend, t: Phrases) -> Sequence[Markup]:
    first, last = chart.points[0], chart.points[-1]
    values = {"title": chart.title, "id": chart.id, "level": last.level, "when": last.when}
    goal = [t("{sentence}.", sentence=chart.goal_said)] if chart.goal_said else []
    if len(chart.points) == 1:
        return [t("{title} ({id}): agreed once, level {level} in {when}.", **values), *goal]
    said = t(
        "{title} ({id}): from level {first} in {begun} to level {level} in {when}.",
        **values,
        first=first.level,
        begun=first.when,
    )
    return [said, *goal]


def _response(chart: ResponseRate, t: Phrases) -> Sequence[Markup]:
    last = chart.runs[-1]
    latest = t("Answered of the latest: {run}.", run=_run(last.title, last.when, last.said, t))
    if len(chart.runs) == 1:
        return [latest]
    answered, asked = (sum(getattr(one, name) for one in chart.runs) for name in ("answered", "asked"))
    return [
        latest,
        t(
            "Of all {count} runs together: {answered} of {asked}.",
            count=len(chart.runs),
            answered=answered,
            asked=asked,
        ),
    ]


def _run(title: str, when: str, said: str, t: Phrases) -> Markup:
    return t("{title}, {when}: {said}", title=title, when=when, said=said)


def _given(words: str) -> tuple[Markup, ...]:
    return (join("", [words]),) if words else ()
