"""Over what time a digest tells: since the last one that went out was due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.schedule.missed import MISSED
from bot.schedule.report import Period
from bot.store.models import Schedule
from bot.store.queries import schedules

USUAL_TIME = timedelta(days=7)


def period_until(desk: Desk, schedule: Schedule, until: datetime) -> Period:
    """The time that the digest of `until` tells of; a missed one left what it would have told to this one."""
    earlier = [one for one in schedules.past_occurrences(desk.session, schedule.id) if one.due_at < until]
    sent = [one.due_at for one in earlier if one.state != MISSED]
    first = min((one.due_at for one in earlier), default=until) - USUAL_TIME
    return Period(sent[-1] if sent else first, until)
