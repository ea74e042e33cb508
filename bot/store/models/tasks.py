"""Pieces of work that somebody took on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Task(Base):
    """A piece of work for a person, or for whoever holds a role."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_team_done", "team_id", "done_at"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    title: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str | None]
    due_on: Mapped[date | None]
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
