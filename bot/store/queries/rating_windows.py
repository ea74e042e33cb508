"""Rating windows: in which one somebody can rate now, and what they have rated since it opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.models import Prompt, Rating
from bot.store.queries.prompts import RATING

_OPENS = func.coalesce(Prompt.early_at, Prompt.due_at)
_AT = bindparam("rated_at", type_=Prompt.due_at.type)
_OPEN: Final = (
    (Prompt.person_id == bindparam("rater"))
    & (Prompt.team_id == bindparam("rater_in"))
    & (Prompt.asks == RATING)
    & (_OPENS <= _AT)
    & (Prompt.closes_at > _AT)
)
# The window that a rating falls into as it is given: one that asks about it, else the newest. An insert takes
# the names of columns for itself, so these parameters have others.
OF_A_RATING: Final[ScalarSelect[int]] = (
    select(Prompt.occurrence_id)
    .where(_OPEN)
    .order_by((Prompt.subject == bindparam("rated_about")).desc(), Prompt.occurrence_id.desc())
    .limit(1)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Window:
    """A rating window as it stands for one person."""

    occurrence_id: int
    opens_at: datetime
    closes_at: datetime


def open_window(session: Session, team_id: str, person_id: int, now: datetime) -> Window | None:
    """The newest window that asks a person for ratings and can be answered now."""
    newest = (
        select(Prompt.occurrence_id, func.min(_OPENS), func.max(Prompt.closes_at))
        .where(_OPEN)
        .group_by(Prompt.occurrence_id)
        .order_by(Prompt.occurrence_id.desc())
        .limit(1)
    )
    values = {"rater": person_id, "rater_in": team_id, "rated_at": now}
    row = session.execute(newest, values).one_or_none()
    return Window(*row) if row else None


def rated_since(
    session: Session, lineage: Lineage, team_id: str, person_id: int, since: datetime
) -> dict[str, Rating]:
    """What a person rated since an instant, by the indicator of today; the newest of each."""
    rows = session.scalars(
        select(Rating)
        .where(Rating.person_id == person_id, Rating.team_id == team_id)
        .where(Rating.undone_at.is_(None), Rating.given_at >= since)
        .order_by(Rating.id)
    )
    return {name: row for row in rows if (name := lineage.id_today(row))}
