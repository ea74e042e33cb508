"""What people get, or got, without having asked for it: by this nobody gets too much of it on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Delivery
from bot.store.prepared import Prepared

MOST_A_DAY: Final = 2
CHECK_IN: Final = "check-in:"
# How the purposes of what the bot sends by itself to a person begin. Answers, notices and what somebody put
# off until now do not count.
BY_ITSELF: Final = (CHECK_IN, "reminder:", "digest:")
_KINDS: Final = (outbox.PROMPT, outbox.REMINDER, outbox.DIGEST)
# Put this way round, or SQLite would look through everybody's of the day instead of these people's own.
_NEITHER: Final = (outbox.FAILED, outbox.EXPIRED, outbox.PARKED, outbox.CANCELLED)
_FOUND = (
    select(
        Delivery.id,
        Delivery.person_id,
        Delivery.team_id,
        Delivery.kind,
        Delivery.purpose,
        Delivery.state,
        Delivery.not_before,
        Delivery.sent_at,
    )
    .where(*(Delivery.state != one for one in _NEITHER))
    .where(or_(*(Delivery.kind == one for one in _KINDS)))
    .where(Delivery.not_before >= bindparam("since"))
    .where(Delivery.person_id.in_(bindparam("people", expanding=True)))
    .where(or_(*(Delivery.purpose.startswith(one, autoescape=True) for one in BY_ITSELF)))
    .order_by(Delivery.id)
)
_AS_THEY_STAND = Prepared(_FOUND, lists=("people",))
_LOCKED = Prepared(_FOUND.with_for_update(), lists=("people",))


@dataclass(frozen=True, slots=True)
class Unprompted:
    """A delivery that somebody gets by itself, without what it says."""

    id: int
    person_id: int
    team_id: str | None
    kind: str
    purpose: str
    state: str
    not_before: datetime
    sent_at: datetime | None


def unprompted(
    session: Session, person_ids: Sequence[int], since: datetime, *, locked: bool = True
) -> Sequence[Unprompted]:
    """What goes to the people by itself, in whatever team, not before `since`; `locked` until the commit."""
    if not person_ids:
        return []
    found = _LOCKED if locked else _AS_THEY_STAND
    return [Unprompted(*row) for row in found.rows(session, {"people": person_ids, "since": since})]


def has_room(delivery: Unprompted) -> bool:
    """Whether more questions can still be put into it: it is a check-in and not on its way."""
    return delivery.state in outbox.UNSENT and delivery.purpose.startswith(CHECK_IN)
