"""What several teams agreed on, aim at and have evidence for: as few statements for a thousand as for one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Table, distinct, func, or_, select
from sqlalchemy.orm import Session

from bot.store.models import (
    AgreedState,
    Answer,
    Evidence,
    Goal,
    Membership,
    Prompt,
    Rating,
    Schedule,
    Team,
)
from bot.store.queries.roster import DECLARED, OBSERVER
from bot.store.queries.seats import current_on

_AGREED: Table = AgreedState.__table__  # type: ignore[assignment]
_GOAL: Table = Goal.__table__  # type: ignore[assignment]
_EVIDENCE: Table = Evidence.__table__  # type: ignore[assignment]
_RATING: Table = Rating.__table__  # type: ignore[assignment]
_DAY = timedelta(days=1)


class Agreed(NamedTuple):
    """A level that a team agreed on, and the words it was said under."""

    team_id: str
    instrument: str
    version: str
    fingerprint: str | None
    indicator: str
    level: int
    agreed_on: date


class Wanted(NamedTuple):
    """A goal of a team, and the words it was said under."""

    team_id: str
    instrument: str
    version: str
    fingerprint: str | None
    indicator: str
    level: int
    by_day: date
    set_on: date
    ended_at: datetime | None


class Supported(NamedTuple):
    """An indicator that a team has evidence for, and the words it was said under."""

    team_id: str
    instrument: str
    version: str
    fingerprint: str | None
    indicator: str


def declared(session: Session, team_id: str, kind: str) -> Sequence[dict[str, Any]]:
    """The settings of a team's schedules of one kind that the installation's file declares."""
    return session.scalars(
        select(Schedule.settings).where(
            Schedule.team_id == team_id,
            Schedule.kind == kind,
            Schedule.managed == DECLARED,
            Schedule.ended_at.is_(None),
        )
    ).all()


def standing_teams(session: Session, team_ids: Collection[str]) -> Sequence[Team]:
    """The teams that are still part of the installation, by id."""
    return session.scalars(
        select(Team).where(Team.id.in_(team_ids), Team.removed_at.is_(None)).order_by(Team.id)
    ).all()


def people_of(session: Session, team_ids: Collection[str], day: date) -> dict[str, int]:
    """How many people take part in each team on that day, by id; a team without any is left out."""
    rows = session.execute(
        select(Membership.team_id, func.count(distinct(Membership.person_id)))
        .where(Membership.team_id.in_(team_ids), current_on(Membership, day))
        .where(Membership.permission != OBSERVER)
        .group_by(Membership.team_id)
    )
    return dict(rows.tuples().all())


def agreed(session: Session, team_ids: Collection[str], last: date) -> Iterator[Agreed]:
    """What the teams agreed on until a day, oldest first."""
    rows = session.execute(
        select(*(_AGREED.c[name] for name in Agreed._fields))
        .where(_AGREED.c.team_id.in_(team_ids), _AGREED.c.agreed_on <= last)
        .order_by(_AGREED.c.agreed_on, _AGREED.c.id)
    )
    return map(Agreed._make, rows)


def goals(session: Session, team_ids: Collection[str], since: datetime) -> Iterator[Wanted]:
    """The goals that hold, and those that were ended from `since` on; oldest first."""
    rows = session.execute(
        select(*(_GOAL.c[name] for name in Wanted._fields))
        .where(_GOAL.c.team_id.in_(team_ids))
        .where(or_(_GOAL.c.ended_at.is_(None), _GOAL.c.ended_at >= since))
        .order_by(_GOAL.c.set_on, _GOAL.c.id)
    )
    return map(Wanted._make, rows)


def with_evidence(
    session: Session, team_ids: Collection[str], first: date, last: date
) -> Iterator[Supported]:
    """The indicators with an item of between two days (UTC), or one that came with a rating that stands."""
    items = (
        select(*(_EVIDENCE.c[name] for name in Supported._fields))
        .where(_EVIDENCE.c.team_id.in_(team_ids), _EVIDENCE.c.withdrawn_at.is_(None))
        .where(_EVIDENCE.c.dated_on >= first, _EVIDENCE.c.dated_on <= last)
        .distinct()
    )
    with_ratings = (
        select(*(_RATING.c[name] for name in Supported._fields))
        .where(_RATING.c.team_id.in_(team_ids), _RATING.c.undone_at.is_(None), _RATING.c.evidence != "")
        .where(_RATING.c.given_at >= _begins(first), _RATING.c.given_at < _begins(last + _DAY))
        .distinct()
    )
    for statement in (items, with_ratings):
        yield from map(Supported._make, session.execute(statement))


def linked_in_answers(
    session: Session, team_ids: Collection[str], first: date, last: date
) -> Sequence[Row[tuple[str, str]]]:
    """The teams and subjects of answers that came with a link between two days (UTC)."""
    return session.execute(
        select(Answer.team_id, Prompt.subject)
        .join(Prompt, Prompt.id == Answer.prompt_id)
        .where(Answer.team_id.in_(team_ids), Answer.link != "")
        .where(Answer.given_at >= _begins(first), Answer.given_at < _begins(last + _DAY))
        .distinct()
    ).all()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
