"""Schedules of a team and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Schedule


def running(session: Session, team_id: str, kind: str) -> Sequence[Schedule]:
    """The schedules of one kind that were not ended, the next due first."""
    return session.scalars(
        select(Schedule)
        .where(Schedule.team_id == team_id, Schedule.kind == kind, Schedule.ended_at.is_(None))
        .order_by(Schedule.next_due_at.is_(None), Schedule.next_due_at, Schedule.id)
    ).all()


def last_due(
    session: Session, schedule_id: int, until: datetime, not_in: str
) -> tuple[datetime | None, datetime | None]:
    """When the last run before `until` that is not in that state was due, and when the very first run was."""
    runs = Occurrence.schedule_id == schedule_id, Occurrence.due_at < until
    took_place = case((Occurrence.state != not_in, Occurrence.due_at))
    newest, first = session.execute(
        select(func.max(took_place), func.min(Occurrence.due_at)).where(*runs)
    ).one()
    return newest, first


def newest_details(
    session: Session, team_id: str, kind: str, most: int
) -> Sequence[tuple[int, date, Mapping[str, Any]]]:
    """The schedule, day and details of the newest runs of one kind, at most `most`, the oldest first."""
    rows = session.execute(
        select(Occurrence.schedule_id, Occurrence.day, Occurrence.details)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Schedule.team_id == team_id, Schedule.kind == kind)
        .order_by(Occurrence.due_at.desc(), Occurrence.id.desc())
        .limit(most)
    )
    return rows.tuples().all()[::-1]


def days_ahead(session: Session, team_id: str, kind: str, first: date) -> Sequence[tuple[Schedule, date]]:
    """The days from `first` on that are planned or begun for running schedules of one kind."""
    planned = [
        (schedule, schedule.next_day)
        for schedule in running(session, team_id, kind)
        if schedule.next_day and schedule.next_day >= first
    ]
    begun = session.execute(
        select(Schedule, Occurrence.day)
        .join(Occurrence, Occurrence.schedule_id == Schedule.id)
        .where(Schedule.team_id == team_id, Schedule.kind == kind, Schedule.ended_at.is_(None))
        .where(Occurrence.day >= first)
    )
    return [*planned, *((schedule, day) for schedule, day in begun)]


def occurrences_of_kind(session: Session, team_id: str, kind: str) -> Sequence[Occurrence]:
    """The runs of all the team's schedules of one kind, oldest first."""
    return session.scalars(
        select(Occurrence)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Occurrence.team_id == team_id, Schedule.kind == kind)
        .order_by(Occurrence.due_at, Occurrence.id)
    ).all()
