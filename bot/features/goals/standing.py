"""Where a goal stands: from which level it was set, where the team is now, how far that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk import Desk
from bot.store.lineage import lineage_of
from bot.store.models import AgreedState, Goal, Team
from bot.store.queries import ratings
from bot.store.queries.focus import focus
from rubric import measure
from rubric.model import Indicator

MOST_IN_FOCUS = 4


@dataclass(frozen=True, slots=True)
class Aim:
    """A running goal with the level that the team agreed on, if it has."""

    indicator: Indicator
    goal: Goal
    agreed: AgreedState | None
    in_focus: bool

    @property
    def left(self) -> int | None:
        """How many levels are left to go; None where nothing is agreed."""
        return None if self.agreed is None else int(measure.gap(self.goal.level, self.agreed.level))

    @property
    def done(self) -> tuple[int, int] | None:
        """How many levels of how many are done since the goal was set; None where that says nothing."""
        if self.agreed is None or self.goal.baseline is None:
            return None
        part = measure.closure(self.agreed.level, self.goal.baseline, self.goal.level)
        return None if part is None else (self.agreed.level - self.goal.baseline, self._way)

    @property
    def _way(self) -> int:
        return self.goal.level - (self.goal.baseline or 0)


def aims(desk: Desk, team: Team) -> Mapping[str, Aim]:
    """The running goals by indicator, the nearest by its day first."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    goals = ratings.goals(desk.session, lineage, team.id).newest
    agreed = ratings.agreed(desk.session, lineage, team.id).newest
    nearest = focus(desk.session, lineage, team.id, len(goals))
    return {
        name: Aim(lineage.today.indicator(name), goals[name], agreed.get(name), place < MOST_IN_FOCUS)
        for place, name in enumerate(nearest)
    }


def existing_level(desk: Desk, team: Team, indicator_id: str) -> int | None:
    """The level that the team agreed on for an indicator."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    found = ratings.agreed(desk.session, lineage, team.id).newest.get(indicator_id)
    return None if found is None else found.level
