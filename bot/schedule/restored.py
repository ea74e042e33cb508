"""What a restored database does not know: whether the bot sent, after the backup, what was unsent in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery


def doubt_unsent(session: Session, now: datetime) -> None:
    """Have the postman ask the platforms' histories for all that was due by now before it sends it.

    To change a message again does no harm, so nothing is asked about that.
    """
    session.execute(
        update(Delivery)
        .where(Delivery.state == outbox.PENDING, Delivery.kind != outbox.EDIT, Delivery.not_before <= now)
        .values(state=outbox.AMBIGUOUS, lease_until=now)
    )
