"""The yearly record of a team, and what was published of its numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id
from bot.store.models.instruments import FINGERPRINT_DIGITS


class AtAGlance(Base):
    """The state of every indicator in a school year (`2026-27`): prepared by one, confirmed by another.

    Once confirmed it never changes; a newer one of the same year takes its place. `hash` is of `content`.
    """

    __tablename__ = "at_a_glance"
    __table_args__ = (Index("ix_at_a_glance_team_year", "team_id", "year"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    year: Mapped[str]
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    content: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(FINGERPRINT_DIGITS))
    reason: Mapped[str] = mapped_column(default="")
    prepared_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    prepared_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]


class Publication(Base):
    """Figures of a group as they were last shown, so that the next ones tell nobody by difference."""

    __tablename__ = "publication"
    __table_args__ = (Index("ix_publication_team_subject", "team_id", "subject"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    subject: Mapped[str]
    content: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
