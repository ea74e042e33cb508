"""What people get, or got, without having asked for it: by this nobody gets too much of it on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery

MOST_A_DAY: Final = 2
CHECK_IN: Final = "check-in:"
# How the purposes of what the bot sends by itself to a person begin. Answers, notices and what somebody put
# off until now do not count.
BY_ITSELF: Final = (CHECK_IN, "reminder:", "digest:")
_KINDS: Final = (outbox.PROMPT, outbox.REMINDER, outbox.DIGEST)
# Put this way round, or SQLite would look through everybody's of the day instead of these people's own.
_NEITHER: Final = (outbox.FAILED, outbox.EXPIRED, outbox.PARKED, outbox.CANCELLED)


def unprompted(
    session: Session, person_ids: Sequence[int], since: datetime, *, locked: bool = True
) -> Sequence[Delivery]:
    """What goes to the people by itself, in whatever team, not before `since`; `locked` until the commit."""
    found = (
        select(Delivery)
        .where(Delivery.state.not_in(_NEITHER), Delivery.kind.in_(_KINDS), Delivery.not_before >= since)
        .where(Delivery.person_id.in_(person_ids))
        .where(or_(*(Delivery.purpose.startswith(one, autoescape=True) for one in BY_ITSELF)))
        .order_by(Delivery.id)
    )
    return session.scalars(found.with_for_update() if locked else found).all()


def has_room(delivery: Delivery) -> bool:
    """Whether more questions can still be put into it: it is a check-in and not on its way."""
    return delivery.state in outbox.UNSENT and delivery.purpose.startswith(CHECK_IN)
