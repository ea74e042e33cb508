"""Rounds in which a team agrees on the state of an indicator, and the votes that people cast in silence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, partial_index, row_id
from bot.store.models.instruments import FINGERPRINT_DIGITS


class ConsensusRound(Base):
    """A round about one indicator; a team has at most one of it open.

    `state`: `voting`, `revealed`, `recorded`, `no-consensus`, `cancelled`. `ballot` counts the votes from
    1. `level`, `people` and `agreement` are what was recorded, `dissent` the words of those who see it
    otherwise. What changed after `shown_at` the channels do not show yet.
    """

    __tablename__ = "consensus_round"
    __table_args__ = (
        partial_index(
            "ix_consensus_round_open", "team_id", "indicator", where="ended_at IS NULL", unique=True
        ),
        Index("ix_consensus_round_team_ended", "team_id", "ended_at"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    started_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    state: Mapped[str]
    ballot: Mapped[int]
    revealed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    level: Mapped[int | None]
    people: Mapped[int | None]
    agreement: Mapped[float | None]
    dissent: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    shown_at: Mapped[datetime]


class ConsensusVote(Base):
    """One person's vote in one ballot of a round; changed until the reveal, never after it.

    `answer` is `level`, `dont-know` or `not-applicable`; `words` is the evidence that they gave with it.
    """

    __tablename__ = "consensus_vote"
    __table_args__ = (UniqueConstraint("round_id", "ballot", "person_id"),)

    id: Mapped[int] = row_id()
    round_id: Mapped[int] = mapped_column(ForeignKey("consensus_round.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ballot: Mapped[int]
    answer: Mapped[str]
    level: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime]
    through: Mapped[str]
