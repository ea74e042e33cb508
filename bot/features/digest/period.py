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
    newest, first = schedules.last_due(desk.session, schedule.id, until, MISSED)
    return Period(newest or (first or until) - USUAL_TIME, until)
