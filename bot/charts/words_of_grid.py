"""The state grid in words: how many indicators are established, and what changed since the round before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.data import GridLine, StateGrid
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from rubric import measure


def finding(chart: StateGrid, t: Phrases) -> Sequence[Markup]:
    """How many are established, how many at the lowest level or not agreed, and the change."""
    newest = [line.levels[-1] for line in _every(chart)]
    state = measure.outcome_state(newest, len(chart.scale))
    wanted = chart.scale[measure.established_level(len(chart.scale)) - 1]
    said = [
        t.plural(
            "Of {count} indicator, {established} at level {number} ({name}) or above.",
            "Of {count} indicators, {established} at level {number} ({name}) or above.",
            state.indicators,
            established=state.established,
            number=wanted.number,
            name=wanted.name,
        )
    ]
    if state.lowest:
        said.append(t("At level 1: {count}.", count=state.lowest))
    if state.unknown:
        said.append(t("Not agreed yet: {count}.", count=state.unknown))
    return [*said, *_change(chart, t)]


def lines(chart: StateGrid, t: Phrases) -> tuple[Markup, ...]:
    """An indicator a line, with the level of every round."""
    return tuple(_line(line, chart, t) for line in _every(chart))


def _every(chart: StateGrid) -> list[GridLine]:
    return [line for group in chart.groups for line in group.lines]


def _change(chart: StateGrid, t: Phrases) -> list[Markup]:
    if len(chart.rounds) == 1:
        return []
    pairs = [(line.levels[-2], line.levels[-1]) for line in _every(chart)]
    known = [now - before for before, now in pairs if before is not None and now is not None]
    up, down = sum(1 for each in known if each > 0), sum(1 for each in known if each < 0)
    if not up and not down:
        return [t("None agreed at another level than in {round}.", round=chart.rounds[-2])]
    values = {"round": chart.rounds[-2], "up": up, "down": down}
    return [t("Agreed higher than in {round}: {up}, lower: {down}.", **values)]


def _line(line: GridLine, chart: StateGrid, t: Phrases) -> Markup:
    levels = [_level(line, place, chart, t) for place in range(len(chart.rounds))]
    return t("{title} ({id}): {levels}", title=line.title, id=line.id, levels=join(", ", levels))


def _level(line: GridLine, place: int, chart: StateGrid, t: Phrases) -> Markup:
    level = line.levels[place]
    said = chart.not_agreed if level is None else str(level)
    if place in line.provisional:
        said = f"{said} ({chart.provisional})"
    return t("{round} {said}", round=chart.rounds[place], said=said)
