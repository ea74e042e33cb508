"""Teams and the channels that they live in, as the installation's config names them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Team(Base):
    """A STEM leadership team; its settings come from the installation's config."""

    __tablename__ = "team"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    instrument: Mapped[str]
    settings: Mapped[dict[str, Any]]
    paused_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class TeamChannel(Base):
    """A channel that a team lives in; `purpose` is what is posted there (`team` or `digest`)."""

    __tablename__ = "team_channel"
    __table_args__ = (UniqueConstraint("platform", "workspace", "channel", "team_id"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"), index=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    channel: Mapped[str]
