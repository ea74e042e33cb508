"""What is known of each indicator, and what of it may be shown: no level of a group below the floor.

What was said under another version of the instrument counts where it carries over; else it is mentioned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk import Desk
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, Goal, Rating, Team
from bot.store.queries import ratings
from rubric import measure
from rubric.model import Indicator

NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Opinions:
    """The newest rating of each person: the levels they gave, and how many gave none."""

    levels: tuple[int, ...]
    dont_know: int
    not_applicable: int
    floor: int

    @property
    def shown(self) -> bool:
        """Whether enough people gave a level for the levels to be shown."""
        return measure.publishable(len(self.levels), self.floor)

    @property
    def split_shown(self) -> bool:
        """Whether enough people answered at all for those without a level to be counted apart."""
        return self.without_level > 0 and measure.publishable(
            len(self.levels) + self.without_level, self.floor
        )

    @property
    def without_level(self) -> int:
        """How many do not know, or find that it does not apply."""
        return self.dont_know + self.not_applicable


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator of a team: its existing state if the team agreed on one, and the goal if there is one."""

    indicator: Indicator
    agreed: AgreedState | None
    opinions: Opinions
    goal: Goal | None

    @property
    def untouched(self) -> bool:
        """Whether there is nothing to tell: no state, no rating with or without a level to show, no goal."""
        return not (self.agreed or self.goal or self.opinions.levels or self.opinions.split_shown)


@dataclass(frozen=True, slots=True)
class Standings:
    """Every indicator of the team's instrument by id, in its order, and what is history only."""

    lineage: Lineage
    each: Mapping[str, Standing]
    history: tuple[Rating | AgreedState | Goal, ...]


def standings(desk: Desk, team: Team) -> Standings:
    """Where the team stands by the instrument of today."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    agreed = ratings.agreed(desk.session, lineage, team.id)
    goals = ratings.goals(desk.session, lineage, team.id)
    given = ratings.standing(desk.session, lineage, team.id)
    floor = team.settings.get("group_floor", measure.GROUP_FLOOR)
    each = {
        one.id: Standing(
            one,
            agreed.newest.get(one.id),
            _opinions(given.rows.get(one.id, ()), floor),
            goals.newest.get(one.id),
        )
        for one in lineage.today.indicators
    }
    return Standings(lineage, each, (*given.history, *agreed.history, *goals.history))


def _opinions(own: Sequence[Rating], floor: int) -> Opinions:
    levels = _levels(own)
    not_applicable = sum(1 for rating in own if rating.answer == NOT_APPLICABLE)
    return Opinions(levels, len(own) - len(levels) - not_applicable, not_applicable, floor)


def _levels(own: Sequence[Rating]) -> tuple[int, ...]:
    return tuple(rating.level for rating in own if rating.level is not None)
