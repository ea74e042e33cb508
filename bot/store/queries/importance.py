"""How important people find the indicators of their team."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.models import Importance


def importance_of(session: Session, lineage: Lineage, team_id: str) -> dict[str, list[int]]:
    """The newest word of each person, by the indicator of today that it counts for."""
    newest = (
        select(func.max(Importance.id))
        .where(Importance.team_id == team_id)
        .group_by(Importance.person_id, Importance.instrument, Importance.version, Importance.indicator)
    )
    rows = session.scalars(select(Importance).where(Importance.id.in_(newest)).order_by(Importance.id))
    said: dict[str, dict[int, int]] = {}
    for row in rows:
        if (name := lineage.id_today(row)) is not None:
            said.setdefault(name, {})[row.person_id] = row.weight
    return {name: list(weights.values()) for name, weights in said.items()}
