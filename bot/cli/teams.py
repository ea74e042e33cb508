"""The team that somebody named at the command line."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli.failures import Told
from bot.store.models import Team


def team_named(session: Session, team_id: str) -> Team:
    """The team of that id; raises Told with those that there are."""
    team = session.get(Team, team_id)
    if team is None:
        there = select(Team.id).where(Team.removed_at.is_(None)).order_by(Team.id)
        known = ", ".join(session.scalars(there)) or "none yet"
        raise Told(f"There is no team '{team_id}' in the database. There are: {known}.")
    return team
