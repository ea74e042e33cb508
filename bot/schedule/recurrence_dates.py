"""The dates of a rule, from python-dateutil's rrule: only its dates, never its time of day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, assert_never

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as rrule_weekday

from bot.schedule.recurrence_rule import Listed, MonthlyByDay, MonthlyByWeekday, Rule, Weekly

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = 12
_Repeating = Weekly | MonthlyByWeekday | MonthlyByDay


def days_between(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The dates of `rule` from `first` to `last`, both included, in order, each made when it is asked for."""
    until = last if rule.ends_on is None else min(last, rule.ends_on)
    for day in _days_from(rule, max(first, rule.starts_on)):
        if day > until:
            return
        yield day


def next_day(rule: Rule, after: date) -> date | None:
    """The first date of `rule` later than `after`, or None when there is none."""
    return next((day for day in days_between(rule, after, date.max) if day != after), None)


def _days_from(rule: Rule, first: date) -> Iterator[date]:
    pattern = rule.pattern
    if isinstance(pattern, Listed):
        return (day for day in sorted(pattern.days) if day >= first)
    anchor = _anchor(pattern, rule.starts_on)
    start_by = _weeks_on if isinstance(pattern, Weekly) else _months_on
    moments = _series(pattern, start_by(anchor, first, pattern.every), every=pattern.every)
    return (moment.date() for moment in moments.xafter(_midnight(first), inc=True))


def _anchor(pattern: _Repeating, starts_on: date) -> date:
    """The day whose week or month the others are counted from: the first that fits the pattern."""
    if pattern.every == 1:
        return starts_on
    moments = iter(_series(pattern, starts_on, every=1))
    return next((moment.date() for moment in moments), starts_on)


def _weeks_on(anchor: date, first: date, every: int) -> date:
    """The Monday of the last counted week that begins by `first`: earlier dates need not be made."""
    monday = anchor - timedelta(days=anchor.weekday())
    weeks = max(0, (first - monday).days // 7)
    return monday + timedelta(weeks=weeks - weeks % every)


def _months_on(anchor: date, first: date, every: int) -> date:
    """The first day of the last counted month that begins by `first`."""
    months = max(0, (first.year - anchor.year) * _MONTHS + first.month - anchor.month)
    years, month = divmod(anchor.month - 1 + months - months % every, _MONTHS)
    return date(anchor.year + years, month + 1, 1)


def _series(pattern: _Repeating, start: date, *, every: int) -> rrule:
    midnight = _midnight(start)
    match pattern:
        case Weekly(weekdays=weekdays):
            days = [int(weekday) for weekday in weekdays]
            return rrule(WEEKLY, dtstart=midnight, interval=every, byweekday=days, wkst=MO)
        case MonthlyByWeekday(ordinals=ordinals, weekday=weekday):
            nth = [rrule_weekday(int(weekday), ordinal) for ordinal in ordinals]
            return rrule(MONTHLY, dtstart=midnight, interval=every, byweekday=nth)
        case MonthlyByDay(day=day):
            return rrule(MONTHLY, dtstart=midnight, interval=every, bymonthday=day)
        case _:
            assert_never(pattern)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
