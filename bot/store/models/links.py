"""Two accounts of one person: the codes that tie them, and what was tied."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id
from bot.store.models.instruments import FINGERPRINT_DIGITS


class LinkCode(Base):
    """A code that was shown to an account, kept as its fingerprint only; good once and for a short time."""

    __tablename__ = "link_code"

    id: Mapped[int] = row_id()
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_DIGITS), unique=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountLink(Base):
    """An account that became another person's; `before_id` is whose it was, to whom it can go back.

    `carried` are the rows that came along, by table, and what was changed in them.
    """

    __tablename__ = "account_link"

    id: Mapped[int] = row_id()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[datetime]
    unlinked_at: Mapped[datetime | None]
    carried: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
