"""When somebody wants no check-ins: on leave, or until they say otherwise; or one of them not at all."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Absence(Base):
    """Days on which a person is asked nothing, in any team. `why` is `away` or `pause`; no end means open."""

    __tablename__ = "absence"

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    why: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OptOut(Base):
    """A check-in that a person does not want to get, until `ended_at`."""

    __tablename__ = "opt_out"

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
