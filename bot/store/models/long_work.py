"""Work that takes longer than a transaction may, and the files that come of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class LongWork(Base):
    """A piece of work for a process of its own; `state` is `waiting`, `working`, `done` or `failed`."""

    __tablename__ = "long_work"

    id: Mapped[int] = row_id()
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")


class StoredFile(Base):
    """A file on its way to somebody; `alternative` says in words what a picture shows."""

    __tablename__ = "stored_file"

    id: Mapped[int] = row_id()
    long_work_id: Mapped[int | None] = mapped_column(ForeignKey("long_work.id"))
    name: Mapped[str]
    media_type: Mapped[str]
    alternative: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
