"""What was shown of a group's ratings, and when: the ids of the ratings that the figures were made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row, Table, bindparam, func, insert, or_, select
from sqlalchemy.orm import Session

from bot.store.models import Publication, Rating

_PUBLICATION: Table = Publication.__table__  # type: ignore[assignment]
_ADD = insert(_PUBLICATION)
_NEWEST = (
    select(func.max(_PUBLICATION.c.id))
    .where(_PUBLICATION.c.team_id == bindparam("team"))
    .group_by(_PUBLICATION.c.subject)
)
# Every status asks this, so it is made once.
_SHOWN = (
    select(_PUBLICATION.c.subject, _PUBLICATION.c.content, _PUBLICATION.c.published_at)
    .where(_PUBLICATION.c.id.in_(_NEWEST))
    .order_by(_PUBLICATION.c.id)
)
_BEFORE_PART = "|"


@dataclass(frozen=True, slots=True)
class Published:
    """The ids of the ratings that figures were made of, and when they were first shown."""

    answers: frozenset[int]
    at: datetime


class Said(Protocol):
    """A rating, or the parts of one that are counted."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def answer(self) -> str:
        """`level`, or why there is none."""

    @property
    def level(self) -> int | None:
        """The level, if one was given."""


def subject(indicator_id: str, part: str = "") -> str:
    """What figures are about: everybody's newest rating of an indicator, or a part such as a quarter."""
    return f"{indicator_id}{_BEFORE_PART}{part}" if part else indicator_id


def newest(session: Session, team_id: str) -> Mapping[str, Published]:
    """What is shown of each subject."""
    return {row.subject: _published(row) for row in session.execute(_SHOWN, {"team": team_id})}


def newest_before(
    session: Session, team_id: str, subjects: Collection[str], before: datetime
) -> Mapping[str, Published]:
    """What was shown of each of the subjects just before an instant."""
    newest = (
        select(func.max(_PUBLICATION.c.id))
        .where(_PUBLICATION.c.team_id == team_id, _PUBLICATION.c.subject.in_(subjects))
        .where(_PUBLICATION.c.published_at < before)
        .group_by(_PUBLICATION.c.subject)
    )
    rows = session.execute(select(_PUBLICATION).where(_PUBLICATION.c.id.in_(newest)))
    return {row.subject: _published(row) for row in rows}


def ever(session: Session, team_id: str, indicator_ids: Collection[str]) -> Sequence[Published]:
    """Everything that was ever shown of an indicator, by the ids that it had."""
    about = [
        condition
        for id_ in indicator_ids
        for condition in (
            _PUBLICATION.c.subject == id_,
            _PUBLICATION.c.subject.startswith(f"{id_}{_BEFORE_PART}", autoescape=True),
        )
    ]
    rows = select(_PUBLICATION).where(_PUBLICATION.c.team_id == team_id, or_(*about))
    return [_published(row) for row in session.execute(rows.order_by(_PUBLICATION.c.id))]


def add(session: Session, team_id: str, about: str, shown: Published) -> None:
    """Write down what is shown from now on."""
    content = {"ratings": sorted(shown.answers)}
    values = {"team_id": team_id, "subject": about, "content": content, "published_at": shown.at}
    session.execute(_ADD, values)


def ratings_by_id(session: Session, ids: Collection[int]) -> Mapping[int, Rating]:
    """The ratings of those ids, those that were undone since among them."""
    if not ids:
        return {}
    found = session.scalars(select(Rating).where(Rating.id.in_(ids)))
    return {row.id: row for row in found}


def _published(row: Row[Any]) -> Published:
    return Published(frozenset(row.content["ratings"]), row.published_at)
