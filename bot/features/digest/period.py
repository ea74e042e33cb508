"""Over what time a digest tells: since the last one that went out was due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

from bot.desk import Desk
from bot.schedule.missed import MISSED
from bot.schedule.recurrence import days_between, parse_rule
from bot.schedule.report import Period
from bot.store.models import Schedule
from bot.store.queries import schedules

USUAL_TIME = timedelta(days=7)


def period_until(desk: Desk, schedule: Schedule, until: datetime) -> Period:
    """The time that the digest of `until` tells of; a missed one left what it would have told to this one.

    The first one tells of as long a time as lies between two, of a week at least.
    """
    newest, first = schedules.last_due(desk.session, schedule.id, until, MISSED)
    return Period(newest or (first or until) - _between(schedule), until)


def _between(schedule: Schedule) -> timedelta:
    """The time between the first two dates of its rule."""
    rule = parse_rule(schedule.rule, schedule.starts_on)
    days = list(islice(days_between(rule, schedule.starts_on, date.max), 2))
    return max(USUAL_TIME, days[-1] - days[0])
