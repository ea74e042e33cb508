"""Who was not asked in a check-in and why, and who was reminded of one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class NotAsked(Base):
    """Somebody whom a check-in is for and who was left alone, or went away before they had answered.

    `why` is `away`, `pause`, `own-times` (none of their days was left), `enough` (messages) or `opted-out`.
    """

    __tablename__ = "not_asked"
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str]


class Reminder(Base):
    """A reminder of an open check-in: the first or the second, never a third.

    `due_at` is when it is looked at next; None when it was written, or is not needed any more.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id", "number"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), index=True)
    written_at: Mapped[datetime | None]
