"""Ratings, agreed levels and goals as they stand in today's version of an instrument.

Whatever was said under other versions counts where `bot.store.lineage` carries it over; the rest is history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Table, and_, bindparam, func, insert, or_, select
from sqlalchemy.orm import Session

from bot.store.lineage import Edition, Lineage
from bot.store.loaded import columns_of, loaded
from bot.store.models import AgreedState, Goal, Rating
from bot.store.prepared import Prepared
from bot.store.queries.rating_windows import OF_A_RATING

_SAID_UNDER = ("instrument", "version", "fingerprint", "indicator")
# Larger than any row's id.
_ANY_ID = 2**62


class Opinion(NamedTuple):
    """What a person says of an indicator now: the parts of their newest rating that are counted.

    A tuple, because a status makes some hundred of them from rows.
    """

    id: int
    person_id: int
    instrument: str
    version: str
    fingerprint: str | None
    indicator: str
    answer: str
    level: int | None


_RATING: Table = Rating.__table__  # type: ignore[assignment]
# A team has some hundred opinions, and its status is asked for often: columns, not objects of the session.
_STANDING = (
    select(*(_RATING.c[name] for name in Opinion._fields))
    .where(
        _RATING.c.id.in_(
            select(func.max(_RATING.c.id))
            .where(_RATING.c.team_id == bindparam("team"), _RATING.c.undone_at.is_(None))
            .group_by(_RATING.c.person_id, *(_RATING.c[name] for name in _SAID_UNDER))
        )
    )
    .order_by(_RATING.c.id)
)
_LATER = {"id", "undone_at", "occurrence_id"}
_GIVEN = tuple(name for name in _RATING.c.keys() if name not in _LATER)  # noqa: SIM118
_ADD = Prepared(
    insert(_RATING).values(occurrence_id=OF_A_RATING).returning(_RATING.c.id, _RATING.c.occurrence_id), _GIVEN
)

Row = TypeVar("Row", Rating, AgreedState, Goal, Opinion)


@dataclass(frozen=True, slots=True)
class Counted(Generic[Row]):
    """Rows by the indicator of today that they count for, oldest first, and those that count for none."""

    rows: dict[str, list[Row]]
    history: tuple[Row, ...]

    @property
    def newest(self) -> dict[str, Row]:
        """The newest row of each indicator."""
        return {indicator_id: rows[-1] for indicator_id, rows in self.rows.items()}


def add(session: Session, given: Mapping[str, Any]) -> Rating:
    """Store a rating, by its columns, with the window that it falls into."""
    falls = {"rater": given["person_id"], "rater_in": given["team_id"], "rated_at": given["given_at"]}
    ((row_id, occurrence_id),) = _ADD.rows(session, {**given, **falls, "rated_about": given["indicator"]})
    stored = {**given, "id": row_id, "occurrence_id": occurrence_id, "undone_at": None}
    return loaded(session, Rating, [stored[column.name] for column in columns_of(Rating)])


def latest_by(
    session: Session,
    lineage: Lineage,
    team_id: str,
    person_id: int,
    indicator_id: str,
    older_than: int | None = None,
) -> Rating | None:
    """The person's newest rating of an indicator that was not undone, or the one before the id given."""
    fitting = lineage.ids_of_then(indicator_id)
    if not fitting:
        return None
    values: dict[str, Any] = {"team": team_id, "person": person_id, "older_than": older_than or _ANY_ID}
    for place, (edition, old_id) in enumerate(fitting):
        said = (edition.words.id, edition.words.version, edition.fingerprint, old_id)
        values |= {f"{name}_{place}": value for name, value in zip(_SAID_UNDER, said, strict=True)}
    values["ids"] = list(dict.fromkeys(old_id for _, old_id in fitting))
    found = _newest(len(fitting)).rows(session, values)
    return loaded(session, Rating, found[0]) if found else None


@cache
def _newest(editions: int) -> Prepared:
    """The statement for so many versions: every rating asks this, so it is made once."""
    under = [
        and_(
            Rating.instrument == bindparam(f"instrument_{place}"),
            Rating.version == bindparam(f"version_{place}"),
            or_(Rating.fingerprint.is_(None), Rating.fingerprint == bindparam(f"fingerprint_{place}")),
            Rating.indicator == bindparam(f"indicator_{place}"),
        )
        for place in range(editions)
    ]
    return Prepared(
        select(*columns_of(Rating))
        .where(Rating.team_id == bindparam("team"), Rating.person_id == bindparam("person"))
        # What the versions ask below as well; said apart, it is what the index is searched for.
        .where(Rating.indicator.in_(bindparam("ids", expanding=True)))
        .where(or_(*under), Rating.undone_at.is_(None), Rating.id < bindparam("older_than"))
        .order_by(Rating.id.desc())
        .limit(1),
        lists=("ids",),
    )


def latest_under(
    session: Session, team_id: str, person_id: int, edition: Edition, indicator_id: str
) -> Rating | None:
    """The same among what was said under one version, whether it counts or not, by the id of then."""
    return session.scalar(
        select(Rating)
        .where(
            Rating.team_id == team_id,
            Rating.person_id == person_id,
            edition.about(Rating, indicator_id),
            Rating.undone_at.is_(None),
        )
        .order_by(Rating.id.desc())
        .limit(1)
    )


def agreed_under(session: Session, team_id: str, edition: Edition, indicator_id: str) -> AgreedState | None:
    """What the team agreed on last under one version, whether it counts or not, by the id of then."""
    return session.scalar(
        select(AgreedState)
        .where(AgreedState.team_id == team_id, edition.about(AgreedState, indicator_id))
        .order_by(AgreedState.agreed_on.desc(), AgreedState.id.desc())
        .limit(1)
    )


def standing(session: Session, lineage: Lineage, team_id: str) -> Counted[Opinion]:
    """Each person's newest rating of each indicator, undone ones left out."""
    rows = map(Opinion._make, session.execute(_STANDING, {"team": team_id}).all())
    found = _counted(lineage, rows)
    return Counted({name: _of_each_person(own) for name, own in found.rows.items()}, found.history)


def agreed(session: Session, lineage: Lineage, team_id: str) -> Counted[AgreedState]:
    """What the team agreed on."""
    rows = select(AgreedState).where(AgreedState.team_id == team_id)
    return _counted(lineage, session.scalars(rows.order_by(AgreedState.agreed_on, AgreedState.id)))


def goals(session: Session, lineage: Lineage, team_id: str) -> Counted[Goal]:
    """The goals that hold."""
    rows = select(Goal).where(Goal.team_id == team_id, Goal.ended_at.is_(None))
    return _counted(lineage, session.scalars(rows.order_by(Goal.set_on, Goal.id)))


def goals_ever(session: Session, lineage: Lineage, team_id: str) -> Counted[Goal]:
    """The goals that hold, and those that were ended."""
    rows = select(Goal).where(Goal.team_id == team_id)
    return _counted(lineage, session.scalars(rows.order_by(Goal.set_on, Goal.id)))


def _counted(lineage: Lineage, rows: Iterable[Row]) -> Counted[Row]:
    counted: dict[str, list[Row]] = {}
    history: list[Row] = []
    for row in rows:
        name = lineage.id_today(row)
        if name is None:
            history.append(row)
        else:
            counted.setdefault(name, []).append(row)
    return Counted(counted, tuple(history))


def _of_each_person(rows: Iterable[Opinion]) -> list[Opinion]:
    """The newest of each person, who may have rated under several versions."""
    newest = {row.person_id: row for row in rows}
    return sorted(newest.values(), key=lambda row: row.id)
