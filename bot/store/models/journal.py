"""What was handled, what was typed in vain, and who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class SeenEvent(Base):
    """An event that was handled, with its reply: the same event twice has one effect and one answer."""

    __tablename__ = "seen_event"

    key: Mapped[str] = mapped_column(primary_key=True)
    reply: Mapped[dict[str, Any] | None]
    at: Mapped[datetime] = mapped_column(index=True)


class Draft(Base):
    """What somebody typed into a form that could not be taken as it was."""

    __tablename__ = "draft"

    id: Mapped[int] = row_id()
    account: Mapped[str]
    form: Mapped[str]
    argument: Mapped[str]
    values: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Change(Base):
    """Who changed which record, when and through what; written with the change itself."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_record", "record", "record_id"),
        Index("ix_change_team", "team_id", "id"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    through: Mapped[str]
    record: Mapped[str]
    record_id: Mapped[str]
    what: Mapped[str]
