"""Who was asked about what, for fair rotation; each kind of check-in has turns of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.store.models import Prompt
from bot.store.prepared import Prepared

_ASKED_BEFORE = Prepared(
    select(Prompt.person_id, Prompt.subject)
    .where(Prompt.team_id == bindparam("team"), Prompt.person_id.in_(bindparam("people", expanding=True)))
    .where(Prompt.asks == bindparam("kind"))
    .group_by(Prompt.person_id, Prompt.subject)
    .order_by(func.max(Prompt.id)),
    lists=("people",),
)
_TEAM_ASKED = Prepared(
    select(Prompt.subject)
    .where(Prompt.team_id == bindparam("team"), Prompt.asks == bindparam("kind"))
    .group_by(Prompt.subject)
    .order_by(func.max(Prompt.id))
)
_ASKED_ALREADY = Prepared(
    select(Prompt.person_id).where(
        Prompt.occurrence_id == bindparam("occurrence"),
        Prompt.person_id.in_(bindparam("people", expanding=True)),
    ),
    lists=("people",),
)


def asked_before(
    session: Session, team_id: str, person_ids: Sequence[int], asks: str
) -> dict[int, list[str]]:
    """The subjects that each person was asked about in the team, each once; the longest ago first."""
    about = {"team": team_id, "people": person_ids, "kind": asks}
    rows = _ASKED_BEFORE.rows(session, about) if person_ids else []
    asked: dict[int, list[str]] = {person_id: [] for person_id in person_ids}
    for person_id, subject in rows:
        asked[person_id].append(subject)
    return asked


def team_asked(session: Session, team_id: str, asks: str) -> list[str]:
    """The subjects that anybody in the team was asked about, each once; the longest ago first."""
    return [subject for (subject,) in _TEAM_ASKED.rows(session, {"team": team_id, "kind": asks})]


def asked_already(session: Session, occurrence_id: int, person_ids: Sequence[int]) -> frozenset[int]:
    """Who of the people has a question of the occurrence already."""
    about = {"occurrence": occurrence_id, "people": person_ids}
    found = _ASKED_ALREADY.rows(session, about) if person_ids else []
    return frozenset(person_id for (person_id,) in found)
