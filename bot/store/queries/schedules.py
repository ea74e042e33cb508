"""Schedules of a team and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Schedule


def running(session: Session, team_id: str, kind: str) -> Sequence[Schedule]:
    """The schedules of one kind that were not ended, the next due first."""
    return session.scalars(
        select(Schedule)
        .where(Schedule.team_id == team_id, Schedule.kind == kind, Schedule.ended_at.is_(None))
        .order_by(Schedule.next_due_at.is_(None), Schedule.next_due_at, Schedule.id)
    ).all()


def past_occurrences(session: Session, schedule_id: int) -> Sequence[Occurrence]:
    """The runs of a schedule, oldest first."""
    return session.scalars(
        select(Occurrence)
        .where(Occurrence.schedule_id == schedule_id)
        .order_by(Occurrence.day, Occurrence.id)
    ).all()


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
