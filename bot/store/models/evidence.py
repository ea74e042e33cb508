"""What supports a state: notes and links; and how important people find an indicator."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id
from bot.store.models.instruments import FINGERPRINT_DIGITS


class Evidence(Base):
    """A note or a link of one person for one indicator of a team; withdrawn, never deleted.

    `dated_on` is when it was so, which may be before it was given. Never the content of a chat message.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_team_indicator", "team_id", "indicator"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    link: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date]
    given_at: Mapped[datetime]
    through: Mapped[str]
    withdrawn_at: Mapped[datetime | None]


class Importance(Base):
    """How important one person finds an indicator for the team now; their newest counts."""

    __tablename__ = "importance"
    __table_args__ = (Index("ix_importance_team_indicator", "team_id", "indicator"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    weight: Mapped[int]
    given_at: Mapped[datetime]
