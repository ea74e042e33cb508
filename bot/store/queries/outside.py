"""Whom a team writes to in neither workspace."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Outside

EMAIL, WEBHOOK = "email", "webhook"


def of_team(session: Session, team_id: str, platform: str | None = None) -> Sequence[Outside]:
    """Its partners (`email`) and webhooks (`webhook`) of now, or those of one platform, the oldest first."""
    there = select(Outside).where(Outside.team_id == team_id, Outside.ended_at.is_(None))
    if platform is not None:
        there = there.where(Outside.platform == platform)
    return session.scalars(there.order_by(Outside.id)).all()


def of_delivery(session: Session, team_id: str, platform: str, name: str) -> Outside | None:
    """The one of that id that the team has now; None when it was ended."""
    return next((one for one in of_team(session, team_id, platform) if one.name == name), None)
