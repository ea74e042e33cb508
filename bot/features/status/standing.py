"""What is known of each indicator, and what of it may be shown: no level of a group below the floor.

What was said under another version of the instrument counts where it carries over; else it is mentioned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk import Desk
from bot.published import Board, Figures, group_floor
from bot.store.lineage import Lineage, Worded, lineage_of
from bot.store.models import AgreedState, Goal, Team
from bot.store.queries import ratings
from rubric import measure
from rubric.model import Indicator

NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Opinions:
    """What may be shown of everybody's newest rating: the levels they gave, and how many gave none.

    `since`: when this was first shown, None where nothing is yet. `people`: how many have answered by now.
    """

    levels: tuple[int, ...]
    dont_know: int
    not_applicable: int
    floor: int
    since: datetime | None
    people: int
    is_newest: bool

    @property
    def shown(self) -> bool:
        """Whether enough people gave a level for the levels to be shown."""
        return measure.publishable(len(self.levels), self.floor)

    @property
    def split_shown(self) -> bool:
        """Whether those without a level are counted apart."""
        return self.since is not None and self.without_level > 0

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
        return not (self.agreed or self.goal or self.opinions.people or self.opinions.since)


@dataclass(frozen=True, slots=True)
class Standings:
    """Every indicator of the team's instrument by id, in its order, and what is history only."""

    lineage: Lineage
    each: Mapping[str, Standing]
    history: tuple[Worded, ...]


def standings(desk: Desk, team: Team) -> Standings:
    """Where the team stands by the instrument of today."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    agreed = ratings.agreed(desk.session, lineage, team.id)
    goals = ratings.goals(desk.session, lineage, team.id)
    given = ratings.standing(desk.session, lineage, team.id)
    floor = group_floor(team)
    figures = Board(desk, team, lineage).figures(
        {one.id: given.rows.get(one.id, ()) for one in lineage.today.indicators}
    )
    each = {
        one.id: Standing(
            one,
            agreed.newest.get(one.id),
            _opinions(figures[one.id], floor),
            goals.newest.get(one.id),
        )
        for one in lineage.today.indicators
    }
    return Standings(lineage, each, (*given.history, *agreed.history, *goals.history))


def _opinions(figures: Figures, floor: int) -> Opinions:
    levels, own = figures.levels, figures.shown
    not_applicable = sum(1 for rating in own if rating.answer == NOT_APPLICABLE)
    return Opinions(
        levels,
        len(own) - len(levels) - not_applicable,
        not_applicable,
        floor,
        figures.since,
        figures.people,
        figures.is_newest,
    )
