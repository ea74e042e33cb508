"""What a team agreed on and aims at, read once for all pictures and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.charts.data import Step
from bot.charts.letters import letters
from bot.desk import Desk
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, Goal, Team
from bot.store.queries import ratings
from rubric.model import Level


@dataclass(frozen=True, slots=True)
class Known:
    """By the ids of today: the agreed levels, oldest first, and the running goals."""

    team: Team
    lineage: Lineage
    agreed: Mapping[str, Sequence[AgreedState]]
    goals: Mapping[str, Goal]

    @property
    def scale(self) -> tuple[Step, ...]:
        """The levels of the team's instrument."""
        return steps(self.lineage.today.levels)

    def newest(self, indicator_id: str) -> AgreedState | None:
        """The existing state of an indicator."""
        rows = self.agreed.get(indicator_id)
        return rows[-1] if rows else None

    @property
    def focus(self) -> tuple[str, ...]:
        """The indicators with a running goal, the nearest by its day first."""
        return tuple(sorted(self.goals, key=lambda one: (self.goals[one].by_day, one)))


def known(desk: Desk, team: Team) -> Known:
    """Read it, by three questions to the database."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    agreed = ratings.agreed(desk.session, lineage, team.id).rows
    return Known(team, lineage, agreed, ratings.goals(desk.session, lineage, team.id).newest)


def steps(levels: Sequence[Level]) -> tuple[Step, ...]:
    """A scale, each level with its letter."""
    names = letters([level.name for level in levels])
    return tuple(Step(level.number, level.name, letter) for level, letter in zip(levels, names, strict=True))
