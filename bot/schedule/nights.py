"""Quiet hours when a message is about to go: what was delayed into them waits until they end.

When a message is made its time is outside them; but a platform may have put it off since, the bot may have
been away, or the person may live somewhere else by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, or_, select, update
from sqlalchemy.orm import Session

from bot.schedule.team_times import quiet_hours
from bot.store.models import Delivery, Person, Team

# How the purposes of what the bot sends by itself begin. Notices go at any hour, and so does what somebody
# asked for just now, such as a trial run or another try.
_BY_ITSELF: Final = ("check-in:", "digest:", "hello:")


def put_off(session: Session, ids: Sequence[int], now: datetime) -> frozenset[int]:
    """Put off those of the deliveries whose reader is not to be written to now; their ids.

    What has no time left outside the quiet hours is left to expire: it is not sent past its window.
    """
    late = dict(_put_off_until(session, ids, now))
    for delivery_id, until in late.items():
        session.execute(update(Delivery).where(Delivery.id == delivery_id).values(not_before=until))
    return frozenset(late)


def _put_off_until(session: Session, ids: Sequence[int], now: datetime) -> Iterator[tuple[int, datetime]]:
    for row in _to_people(session, ids):
        until = quiet_hours(row.Team).next_allowed(now, row.zone)
        if until > now:
            yield row.id, min(until, row.expires_at)


def _to_people(session: Session, ids: Sequence[int]) -> Sequence[Row[Any]]:
    return session.execute(
        select(Delivery.id, Delivery.expires_at, Person.zone, Team)
        .join(Person, Person.id == Delivery.person_id)
        .join(Team, Team.id == Delivery.team_id)
        .where(Delivery.id.in_(ids))
        .where(or_(*(Delivery.purpose.startswith(one, autoescape=True) for one in _BY_ITSELF)))
    ).all()
