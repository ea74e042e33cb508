"""The outbox: messages that must reach somebody once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, partial_index, row_id


class Delivery(Base):
    """A message that must reach somebody once: the outbox. `key` marks it on the platform.

    `waits_for` is the work that makes a file for it; until that is over it is not sent.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_state_kind_not_before", "state", "kind", "not_before"),
        Index("ix_delivery_state_expires_at", "state", "expires_at"),
        Index("ix_delivery_person_id_not_before", "person_id", "not_before"),
        partial_index("ix_delivery_waits_for", "waits_for", where="waits_for IS NOT NULL"),
    )

    id: Mapped[int] = row_id()
    key: Mapped[str] = mapped_column(String(25), unique=True)
    purpose: Mapped[str] = mapped_column(unique=True)
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str | None]
    channel: Mapped[str | None]
    message: Mapped[str | None]
    card: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="pending")
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    waits_for: Mapped[int | None] = mapped_column(ForeignKey("long_work.id"))
