"""What teams agreed on and aim at, counted: levels, goals that were reached, are late, or lie ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.features.district.shown import Goals, Levels
from bot.schedule.wall_clock import local_day
from bot.store.lineage import Lineage
from bot.store.queries import across_teams
from bot.store.queries.across_teams import Wanted
from rubric import measure

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Agreements:
    """By the ids of today: the days and levels of what a team agreed on, and its goals; oldest first."""

    states: dict[str, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    goals: dict[str, list[Wanted]] = field(default_factory=lambda: defaultdict(list))

    def levels(self, lineage: Lineage) -> Levels:
        """Where the team stands."""
        indicators, middle = lineage.today.indicators, measure.middle_level(len(lineage.today.levels))
        newest = {id_: own[-1][1] for id_, own in self.states.items()}
        low = frozenset(id_ for id_, level in newest.items() if level < middle)
        return Levels(
            indicators=len(indicators),
            agreed=len(newest),
            middle_up=len(newest) - len(low),
            low=low,
            known=frozenset(newest),
            newest=max((own[-1][0] for own in self.states.values()), default=None),
        )

    def counted_goals(self, days: Days, zone: str) -> Goals:
        """The goals of the indicators: each indicator counts once."""
        reached = sum(1 for id_ in self.goals if self._was_reached(id_, days, zone))
        aims = [one for id_ in self.goals if (one := self._aim(id_)) is not None]
        late = sum(1 for one in aims if one.by_day < days[1])
        return Goals(reached, late, len(aims) - late)

    def _was_reached(self, indicator_id: str, days: Days, zone: str) -> bool:
        states = self.states.get(indicator_id, ())
        found = [
            measure.reached_on(one.level, one.set_on, _day(one.ended_at, zone), states)
            for one in self.goals[indicator_id]
        ]
        return any(day is not None and days[0] < day <= days[1] for day in found)

    def _aim(self, indicator_id: str) -> Wanted | None:
        """The running goal of an indicator, if it is not reached."""
        running = [one for one in self.goals[indicator_id] if one.ended_at is None]
        states = self.states.get(indicator_id)
        if not running or (states and measure.gap(running[-1].level, states[-1][1]) <= 0):
            return None
        return running[-1]


def agreements(
    session: Session, lineages: Mapping[str, Lineage], since: datetime, last: date
) -> dict[str, Agreements]:
    """Of each team, by its id, until a day; goals that were ended before `since` are left out."""
    found = {team_id: Agreements() for team_id in lineages}
    for state in across_teams.agreed(session, lineages, last):
        if (name := lineages[state.team_id].id_today(state)) is not None:
            found[state.team_id].states[name].append((state.agreed_on, state.level))
    for goal in across_teams.goals(session, lineages, since):
        if (name := lineages[goal.team_id].id_today(goal)) is not None:
            found[goal.team_id].goals[name].append(goal)
    return found


def _day(ended_at: datetime | None, zone: str) -> date | None:
    return local_day(ended_at, zone) if ended_at else None
