"""What a team might take up next, from what people find important and how they rate it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import Desk
from bot.published import Board
from bot.store.lineage import lineage_of
from bot.store.models import Team
from bot.store.queries import ratings
from bot.store.queries.importance import importance_of
from rubric import measure
from rubric.model import Indicator

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Idea:
    """An indicator without a goal: its median importance, and how many ratings are below the target."""

    indicator: Indicator
    importance: float
    target: int
    below: int
    count: int
    priority: float


def ideas(desk: Desk, team: Team, floor: int) -> list[Idea]:
    """The indicators that ask most to be taken up; none that fewer than `floor` people spoke about."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    given = ratings.standing(desk.session, lineage, team.id).rows
    figures = Board(desk, team, lineage).figures(
        {one.id: given.get(one.id, ()) for one in lineage.today.indicators}
    )
    wanted = importance_of(desk.session, lineage, team.id)
    goals = ratings.goals(desk.session, lineage, team.id).newest
    found = []
    for indicator in lineage.today.indicators:
        levels = list(figures[indicator.id].levels)
        weights = wanted.get(indicator.id, [])
        enough = measure.publishable(len(levels), floor) and measure.publishable(len(weights), floor)
        if enough and indicator.id not in goals:
            found.append(_idea(indicator, levels, weights))
    wanted_first = sorted(found, key=lambda each: (-each.priority, each.indicator.id))
    return [each for each in wanted_first if each.priority > 0][:SHOWN]


def _idea(indicator: Indicator, levels: list[int], weights: list[int]) -> Idea:
    target = measure.established_level(len(indicator.descriptors))
    below, count = measure.share_below(levels, target)
    priority = measure.priority(weights, levels, target)
    return Idea(indicator, measure.median(weights), target, below, count, priority)
