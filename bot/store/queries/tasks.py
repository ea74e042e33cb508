"""Tasks: what is open for somebody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from bot.store.models import Task


def add(session: Session, task: Task) -> Task:
    """Store a task; it has its id now."""
    session.add(task)
    session.flush()
    return task


def open_for(session: Session, team_id: str, person_id: int, roles: Collection[str]) -> Sequence[Task]:
    """The open tasks of a person and of the roles they hold, the next due first, without a date last."""
    return session.scalars(
        select(Task)
        .where(Task.team_id == team_id, Task.done_at.is_(None))
        .where(or_(Task.person_id == person_id, Task.role.in_(roles)))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    ).all()


def open_and_overdue(session: Session, team_id: str, today: date) -> tuple[int, int]:
    """How many tasks of the team are open, and how many of them were due before `today`."""
    overdue = func.coalesce(func.sum(case((Task.due_on < today, 1), else_=0)), 0)
    counts = select(func.count(), overdue).where(Task.team_id == team_id, Task.done_at.is_(None))
    open_, late = session.execute(counts).one()
    return open_, late
