"""The instruments that were ever in use, each version with its words as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base

FINGERPRINT_DIGITS = 64


class InstrumentVersion(Base):
    """One version of an instrument. Its words never change: what was said under it is read with them."""

    __tablename__ = "instrument_version"

    instrument: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_DIGITS))
    content: Mapped[dict[str, Any]]
    first_seen_at: Mapped[datetime]
