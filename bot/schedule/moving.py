"""Times anew what is written and not sent yet, after a zone, a calendar or quiet hours changed.

What was sent stays, and what is being sent too: nothing goes out twice. Nothing goes out after its window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select

from bot.desk import Desk
from bot.schedule import anew, day_off, outbox
from bot.schedule.planner import Planner
from bot.store.models import Delivery, Occurrence, Schedule, Team

_AT_ONCE: Final = 50


def move(desk: Desk, schedule: Schedule, occurrence: Occurrence, planner: Planner) -> bool:
    """Time the next deliveries of an occurrence; True when all of them are."""
    unsent = _unsent(desk, schedule, occurrence)
    closure = day_off.closure_of(desk.session.get_one(Team, occurrence.team_id), occurrence)
    if closure is None:
        for delivery in unsent:
            planner.move(desk, schedule, occurrence, delivery)
    elif unsent:
        day_off.leave_out(desk, planner, occurrence, closure, unsent)
    done = len(unsent) < _AT_ONCE
    if done:
        occurrence.state = anew.FILLED
    else:
        occurrence.cursor = unsent[-1].id
    return done


def time_delivery(delivery: Delivery, now: datetime, not_before: datetime, expires_at: datetime) -> None:
    """Set from when until when a delivery may go; one that a platform put off is not tried sooner for it."""
    put_off = delivery.not_before if delivery.attempts else now
    delivery.not_before = max(not_before, put_off)
    delivery.expires_at = expires_at


def _unsent(desk: Desk, schedule: Schedule, occurrence: Occurrence) -> Sequence[Delivery]:
    return desk.session.scalars(
        select(Delivery)
        .where(Delivery.team_id == schedule.team_id, Delivery.id > occurrence.cursor)
        .where(Delivery.state.in_(outbox.UNSENT))
        .where(Delivery.purpose.startswith(f"{schedule.kind}:{occurrence.id}:", autoescape=True))
        .order_by(Delivery.id)
        .limit(_AT_ONCE)
        .with_for_update()
    ).all()
