"""What only one process at a time does, and which one that is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base


class Lease(Base):
    """One such thing; its instants are the database's own clock, which all processes share.

    `fence` grows with each new holder, so that a holder that was asleep can tell that it is none any more.
    `ready`: the holder has begun. `offered`: it wants to leave and the next may take over at once.
    `awaited_until`: until then somebody is known to stand by.
    """

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    fence: Mapped[int]
    until: Mapped[datetime]
    ready: Mapped[bool]
    offered: Mapped[bool]
    awaited_until: Mapped[datetime | None]
