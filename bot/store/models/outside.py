"""Partners and webhooks of a team, as the config names them; their addresses stand only there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, partial_index, row_id


class Outside(Base):
    """Somebody in neither workspace, or a program: `name` is the config's id.

    `platform` is `email` or `webhook`. Who comes back after an end is a new row.
    """

    __tablename__ = "outside"
    __table_args__ = (
        partial_index(
            "ix_outside_there", "team_id", "platform", "name", where="ended_at IS NULL", unique=True
        ),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    platform: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
