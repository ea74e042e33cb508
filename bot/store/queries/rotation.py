"""Who was asked about what, for fair rotation; each kind of check-in has turns of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Prompt


def asked_before(
    session: Session, team_id: str, person_ids: Sequence[int], asks: str
) -> dict[int, list[str]]:
    """The subjects that each person was asked about in the team, each once; the longest ago first."""
    rows = session.execute(
        select(Prompt.person_id, Prompt.subject)
        .where(Prompt.team_id == team_id, Prompt.person_id.in_(person_ids), Prompt.asks == asks)
        .group_by(Prompt.person_id, Prompt.subject)
        .order_by(func.max(Prompt.id))
    )
    asked: dict[int, list[str]] = {person_id: [] for person_id in person_ids}
    for person_id, subject in rows:
        asked[person_id].append(subject)
    return asked


def team_asked(session: Session, team_id: str, asks: str) -> list[str]:
    """The subjects that anybody in the team was asked about, each once; the longest ago first."""
    return list(
        session.scalars(
            select(Prompt.subject)
            .where(Prompt.team_id == team_id, Prompt.asks == asks)
            .group_by(Prompt.subject)
            .order_by(func.max(Prompt.id))
        )
    )


def asked_already(session: Session, occurrence_id: int, person_ids: Sequence[int]) -> frozenset[int]:
    """Who of the people has a question of the occurrence already."""
    found = select(Prompt.person_id).where(
        Prompt.occurrence_id == occurrence_id, Prompt.person_id.in_(person_ids)
    )
    return frozenset(session.scalars(found))
