"""What a team works on now: the indicators that it has a goal for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.queries import ratings


def focus(session: Session, lineage: Lineage, team_id: str, most: int) -> tuple[str, ...]:
    """The indicators with a running goal, the nearest by its day first, at most `most`."""
    goals = ratings.goals(session, lineage, team_id).newest
    nearest = sorted(goals, key=lambda indicator: (goals[indicator].by_day, indicator))
    return tuple(nearest[:most])
