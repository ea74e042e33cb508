"""What came of the check-ins of several teams that are over: as few statements for a thousand as for one.

Everything is counted by whole runs whose windows have closed, so that two looks never differ by one person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Delivery, NotAsked, Occurrence, Prompt, Schedule
from bot.store.queries.prompts import answered

_CHECK_IN = "check-in"
# The states of a run that never took place, and of one that is not due yet.
_DID_NOT_TAKE_PLACE = ("missed", "early")


class Closed(NamedTuple):
    """Runs whose windows closed after `since` and not after `until`, in these teams."""

    team_ids: Collection[str]
    since: datetime
    until: datetime


class Came(NamedTuple):
    """So many people of a run for whom the same came of it: the counts of their questions.

    `seen`: a delivery stood before them. `waits`: one waits for their yes. `why` they were left alone, if so.
    """

    team_id: str
    run: int
    asked: int
    answered: int
    skipped: int
    seen: int
    waits: int
    why: str
    people: int


class Spoken(NamedTuple):
    """When somebody last said of a subject that it moves, and that it is stuck; None where nobody did."""

    team_id: str
    subject: str
    moving: datetime | None
    stuck: datetime | None


def what_came(session: Session, closed: Closed, never_seen: Collection[str], waiting: str) -> Sequence[Came]:
    """What came of every run; the states are those of a delivery that nobody has seen, and that waits."""
    each = _each_person(closed, never_seen, waiting).subquery()
    alike = [each.c[name] for name in ("team_id", "run", "asked", "answered", "skipped", "seen", "waits")]
    why = func.coalesce(NotAsked.why, "")
    asked = (
        select(*alike, why, func.count())
        .outerjoin(
            NotAsked,
            and_(NotAsked.occurrence_id == each.c.run, NotAsked.person_id == each.c.person_id),
        )
        .group_by(*alike, why)
    )
    return [
        Came._make(row) for statement in (asked, _left_alone(closed)) for row in session.execute(statement)
    ]


def what_was_said(
    session: Session, closed: Closed, floors: Mapping[str, int], usual: int
) -> Sequence[Spoken]:
    """What was said in runs that enough people answered: `floors` by team id, `usual` for all others.

    A subject that was answered about in any other way stands there too, with neither.
    """
    newest = (
        select(func.max(Answer.id))
        .join(Prompt, Prompt.id == Answer.prompt_id)
        .where(Prompt.occurrence_id.in_(_large_enough(closed, floors, usual)), Answer.movement != "")
        .group_by(Answer.prompt_id)
    )
    rows = session.execute(
        select(Answer.team_id, Prompt.subject, _last("moving"), _last("stuck"))
        .join(Prompt, Prompt.id == Answer.prompt_id)
        .where(Answer.id.in_(newest))
        .group_by(Answer.team_id, Prompt.subject)
    )
    return [Spoken._make(row) for row in rows]


def _runs(closed: Closed) -> Sequence[ColumnElement[bool]]:
    return (
        Occurrence.team_id.in_(closed.team_ids),
        Occurrence.closes_at > closed.since,
        Occurrence.closes_at <= closed.until,
        Occurrence.state.not_in(_DID_NOT_TAKE_PLACE),
        Occurrence.schedule_id.in_(select(Schedule.id).where(Schedule.kind == _CHECK_IN)),
    )


def _each_person(closed: Closed, never_seen: Collection[str], waiting: str) -> Select[Any]:
    return (
        select(
            Occurrence.team_id,
            Occurrence.id.label("run"),
            Prompt.person_id,
            func.count(Prompt.id).label("asked"),
            func.sum(_one(answered())).label("answered"),
            func.sum(_one(Prompt.skipped_at.is_not(None))).label("skipped"),
            func.max(_one(Delivery.state.not_in(never_seen))).label("seen"),
            func.max(_one(Delivery.state == waiting)).label("waits"),
        )
        .join(Prompt, Prompt.occurrence_id == Occurrence.id)
        .outerjoin(Delivery, Delivery.id == Prompt.delivery_id)
        .where(*_runs(closed))
        .group_by(Occurrence.team_id, Occurrence.id, Prompt.person_id)
    )


def _left_alone(closed: Closed) -> Select[Any]:
    """Who was asked nothing at all."""
    asked = (
        select(Prompt.id)
        .where(Prompt.occurrence_id == NotAsked.occurrence_id, Prompt.person_id == NotAsked.person_id)
        .exists()
    )
    nothing = [func.max(0)] * 5
    return (
        select(Occurrence.team_id, Occurrence.id, *nothing, NotAsked.why, func.count())
        .join(NotAsked, NotAsked.occurrence_id == Occurrence.id)
        .where(*_runs(closed), ~asked)
        .group_by(Occurrence.team_id, Occurrence.id, NotAsked.why)
    )


def _large_enough(closed: Closed, floors: Mapping[str, int], usual: int) -> Select[tuple[int]]:
    """The runs in which as many people said something of an indicator as the smallest group of their team."""
    floor = case(dict(floors), value=Occurrence.team_id, else_=usual) if floors else usual
    return (
        select(Occurrence.id)
        .join(Prompt, Prompt.occurrence_id == Occurrence.id)
        .join(Answer, Answer.prompt_id == Prompt.id)
        .where(*_runs(closed), Answer.movement != "")
        .group_by(Occurrence.id, Occurrence.team_id)
        .having(func.count(distinct(Answer.person_id)) >= floor)
    )


def _last(movement: str) -> ColumnElement[datetime | None]:
    return func.max(case((Answer.movement == movement, Answer.given_at)))


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
