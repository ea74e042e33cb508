"""Ratings, the states that a team agreed on, and the levels it aims at.

Each says which instrument it is about: id, version, and the fingerprint of that version's words, which is
empty only in a row of before fingerprints whose words nobody has any more.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, partial_index, row_id
from bot.store.models.instruments import FINGERPRINT_DIGITS


def _declared_once(table: str, day: str) -> Index:
    """A declared row is one a day; in chat a team may think again on the same day."""
    name = f"ix_{table}_declared"
    return partial_index(name, "team_id", "indicator", day, where="managed = 'config'", unique=True)


class Rating(Base):
    """One person's judgement of one indicator for one team: kept as history, undone but never overwritten.

    `occurrence_id` is the rating window that it was given in, `seen` the ids of the behaviours they ticked.
    """

    __tablename__ = "rating"
    __table_args__ = (
        Index("ix_rating_team_indicator", "team_id", "indicator"),
        # Somebody's newest rating of an indicator, without reading all others' in a large team.
        Index("ix_rating_person_team_indicator", "person_id", "team_id", "indicator"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    answer: Mapped[str]
    level: Mapped[int | None]
    evidence: Mapped[str]
    given_at: Mapped[datetime]
    through: Mapped[str]
    undone_at: Mapped[datetime | None]
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("occurrence.id"))
    seen: Mapped[list[str]] = mapped_column(default=list, server_default="[]")


class AgreedState(Base):
    """The existing state of an indicator as a team agreed on it; the newest counts.

    `provisional`: no consensus was found, the lower median stands until the next round.
    """

    __tablename__ = "agreed_state"
    __table_args__ = (
        _declared_once("agreed_state", "agreed_on"),
        Index("ix_agreed_state_team_indicator", "team_id", "indicator"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    level: Mapped[int]
    people: Mapped[int]
    agreed_on: Mapped[date]
    managed: Mapped[str]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("consensus_round.id"))
    agreement: Mapped[float | None]
    dissent: Mapped[str] = mapped_column(default="", server_default="")
    provisional: Mapped[bool] = mapped_column(default=False, server_default=false())


class Goal(Base):
    """The level that a team wants an indicator to have by a day, from which level, and by which steps."""

    __tablename__ = "goal"
    __table_args__ = (
        _declared_once("goal", "set_on"),
        Index("ix_goal_team_indicator", "team_id", "indicator"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(FINGERPRINT_DIGITS))
    indicator: Mapped[str]
    level: Mapped[int]
    by_day: Mapped[date]
    set_on: Mapped[date]
    managed: Mapped[str]
    ended_at: Mapped[datetime | None]
    baseline: Mapped[int | None]
    steps: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
