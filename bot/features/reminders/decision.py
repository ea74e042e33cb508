"""Whether a reminder is due for a person now, from plain facts: the one place that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final

from bot.schedule.days import Weekday
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of, local_day, local_time

MOST: Final = 2
LAST_HOUR: Final = timedelta(hours=1)
# From one message to the next about a check-in.
APART: Final = timedelta(hours=20)
LOOK_AGAIN: Final = timedelta(hours=1)
_WORKING_DAYS: Final = frozenset(set(Weekday) - {Weekday.SATURDAY, Weekday.SUNDAY})
_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)


class Silence(Enum):
    """Why no reminder is due any more."""

    ANSWERED = "nothing is left to answer"
    ENOUGH = "all reminders were sent"
    TOO_LATE = "nothing is left of the window"
    LEFT_ALONE = "the person is not to be asked"


@dataclass(frozen=True, slots=True)
class Question:
    """What one check-in asked one person and what came of it; all instants are UTC.

    `asked_at`: when its message stood before them, None while it does not. `left`: how many of its questions
    are neither answered nor skipped. `wanted`: how many reminders its settings allow. `reminded`: how many
    were sent.
    """

    due_at: datetime
    closes_at: datetime
    asked_at: datetime | None
    left: int
    wanted: int
    reminded: int = 0
    snoozed_until: datetime | None = None


def decide(
    question: Question, times: Timing, now: datetime, *, last_message: datetime | None, alone: bool = False
) -> datetime | Silence:
    """When the next reminder is due, `now` for at once; or why there will be none.

    `last_message` is the last that the person got about any check-in. `alone`: they are away, or wish so.
    The window is divided evenly: one reminder comes at its half, two at its thirds, on a working day or on
    one of the person's own. A late one is due at once, if it still makes sense, and never two at once.
    """
    if question.left == 0:
        return Silence.ANSWERED
    if question.reminded >= min(question.wanted, MOST):
        return Silence.ENOUGH
    if alone:
        return Silence.LEFT_ALONE
    last = question.closes_at - LAST_HOUR
    asked = local_time(question.due_at, times.zone)
    moment = _allowed(times, asked, _earliest(question, now, last_message), last)
    return Silence.TOO_LATE if moment is None else moment


def _earliest(question: Question, now: datetime, last_message: datetime | None) -> datetime:
    share = (
        (question.closes_at - question.due_at) * (question.reminded + 1) / (min(question.wanted, MOST) + 1)
    )
    bounds = [now, question.due_at + share, (question.asked_at or question.due_at) + APART]
    if question.asked_at is None:
        # What has not arrived is not reminded of; it is looked at again.
        bounds.append(now + LOOK_AGAIN)
    bounds += [one + APART for one in (question.snoozed_until, last_message) if one is not None]
    return max(bounds)


def _allowed(times: Timing, asked: datetime, earliest: datetime, last: datetime) -> datetime | None:
    """The first moment from `earliest` to `last`: at the usual time of a day if that lies ahead on it.

    `asked` is when the question was due, on the person's own clock.
    """
    day = local_day(earliest, times.zone)
    while (starts := instant_of(day, time.min, times.zone)) <= last:
        begins = max(earliest, starts)
        usual = max(begins, instant_of(day, asked.time(), times.zone))
        for wish in (usual, begins):
            moment = times.next_allowed(wish, last + _INSTANT)
            if moment is not None and local_day(moment, times.zone) == day and _may_be(times, day, asked):
                return moment
        day += _DAY
    return None


def _may_be(times: Timing, day: date, asked: datetime) -> bool:
    """Whether the day is one of the person's; without own days a working day, or one like that of asking."""
    usual = day.weekday() in _WORKING_DAYS or day.weekday() == asked.weekday()
    return times.is_own_day(day) and (bool(times.days) or usual)
