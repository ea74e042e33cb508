"""What a year of messages must keep to; each check names every message that does not, in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from tests.school_year.mail import CHECK_IN, DIGEST, REMINDER, SNOOZE, UNPROMPTED, Mail, Run
from tests.school_year.members import BY_NAME, Leave, Member
from tests.school_year.school import ALL, PROGRESS, QUIET, Term

MOST_A_DAY: Final = 2
MOST_A_WEEK, SHARE_OF_WEEKS = 3, 0.95
# What the bot sends by itself, as a platform's history shows it; answers and what people gave each other not.
BY_ITSELF: Final = (CHECK_IN, REMINDER, DIGEST, SNOOZE)
_DAY, _NOON = timedelta(days=1), time(12)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Counted:
    """A run of a check-in that is over: whom it was for, and who is in the denominator of its rate."""

    run: Run
    assigned: frozenset[str]
    eligible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A year: every message, every run with how it was counted, and what people were and can be asked about.

    `asked`: by person and check-in about indicators, each indicator that they were asked about, in order,
    also where they answered before it came. `subjects`: what each person can be asked about.
    """

    term: Term
    mail: Sequence[Mail]
    runs: Sequence[Counted]
    asked: Mapping[tuple[str, str], Sequence[str]]
    subjects: Mapping[str, Sequence[str]]
    audiences: Mapping[str, Sequence[str]]
    still_open: Sequence[str] = ()

    def by_itself(self) -> Iterator[Mail]:
        """What the bot sent unasked, and what was put off."""
        return (one for one in self.mail if one.kind in BY_ITSELF)


def on_a_day_off(report: Report) -> Iterator[str]:
    """Nothing on a day without school, at a weekend, or on a day that is not one of the person's."""
    for one in report.by_itself():
        weekday, days = _WEEKDAYS[one.local.weekday()], BY_NAME[one.who].days
        if (
            report.term.is_off(one.local.date())
            or weekday in ("sat", "sun")
            or (days and weekday not in days.split(","))
        ):
            yield str(one)


def in_quiet_hours(report: Report) -> Iterator[str]:
    """Nothing in the quiet hours of the team or of the person, on the person's own clock."""
    for one in report.by_itself():
        own = BY_NAME[one.who].quiet
        at = one.local.time()
        if _within(at, *QUIET) or (own is not None and _within(at, *own)):
            yield str(one)


def to_somebody_away(report: Report) -> Iterator[str]:
    """Nothing to somebody on leave, from when they said so."""
    for one in report.by_itself():
        if _is_away(BY_NAME[one.who], one.local):
            yield str(one)


def outside_their_term(report: Report) -> Iterator[str]:
    """Nothing to somebody who has not joined yet or has left."""
    return (str(one) for one in report.mail if not BY_NAME[one.who].is_seated(one.local.date()))


def more_than_two_reminders(report: Report) -> Iterator[str]:
    """At most two reminders of each check-in to each person, and no more than it says."""
    count = Counter((one.who, run) for one in report.mail if one.kind == REMINDER for run in one.runs)
    for (who, run), times in count.items():
        if times > ALL[run.slot].get("reminders", 1):
            yield f"{who} was reminded {times} times of {run.slot} {run.day}"


def more_than_two_a_day(report: Report) -> Iterator[str]:
    """At most two unprompted messages to a person on any of their days."""
    count = Counter((one.who, one.local.date()) for one in report.mail if one.kind in UNPROMPTED)
    return (f"{who} got {n} messages on {day}" for (who, day), n in count.items() if n > MOST_A_DAY)


def more_than_three_a_week(report: Report) -> Iterator[str]:
    """In 95 of 100 weeks in which a person got anything, at most three unprompted messages."""
    weeks = sorted(messages_by_week(report).values())
    within = weeks[math.ceil(SHARE_OF_WEEKS * len(weeks)) - 1] if weeks else 0
    if within > MOST_A_WEEK:
        yield f"the 95th of 100 weeks has {within} messages"


def messages_by_week(report: Report) -> Counter[tuple[str, tuple[int, int]]]:
    """How many unprompted messages each person got in each calendar week in which they got any."""
    return Counter((one.who, one.local.isocalendar()[:2]) for one in report.mail if one.kind in UNPROMPTED)


def the_same_twice_running(report: Report) -> Iterator[str]:
    """Nobody is asked about the same indicator twice running in one kind of check-in."""
    for (who, slot), asked in report.asked.items():
        for before, after in pairwise(asked):
            if before == after and len(report.subjects[who]) > 1:
                yield f"{who} was asked about {before} twice running in {slot}"


def not_each_in_a_cycle(report: Report) -> Iterator[str]:
    """Whoever stays is asked about each of their indicators once in as many questions as they have."""
    for (who, slot), asked in report.asked.items():
        size = len(report.subjects[who])
        for first in range(len(asked) - size + 1):
            cycle = asked[first : first + size]
            if len(set(cycle)) < size:
                yield f"{who} was asked in {slot} about {cycle}, of {size}"
                break


def asks_what_it_does_not_say(report: Report) -> Iterator[str]:
    """Every indicator that somebody is asked about stands in the message."""
    for one in report.mail:
        about = {subject for _, subject in one.asked if subject in report.subjects[one.who]}
        if one.kind == CHECK_IN and not about <= set(one.indicators):
            yield f"{one} does not name {about}"


def an_audience_not_asked_in_full(report: Report) -> Iterator[str]:
    """While the longest of its people's turns goes round once, each indicator of an audience is asked."""
    asked: dict[Run, set[str]] = {}
    for one in report.mail:
        for run, subject in one.asked if one.kind == CHECK_IN else ():
            if run.slot == PROGRESS:
                asked.setdefault(run, set()).add(subject)
    runs = sorted(asked, key=lambda run: run.day)
    for audience, own in report.audiences.items():
        size = max(len(every) for every in report.subjects.values() if set(own) <= set(every))
        for first in range(len(runs) - size + 1):
            cycle = runs[first : first + size]
            if missing := set(own) - set().union(*(asked[run] for run in cycle)):
                yield f"{audience}: nobody was asked about {sorted(missing)} from {cycle[0].day} on"


def open_after_its_window(report: Report) -> Iterator[str]:
    """No message offers an answer once its window is over."""
    return iter(report.still_open)


def a_heap_after_leave(report: Report) -> Iterator[str]:
    """Who comes back gets nothing of what fell into their leave, and no more than usual on the first days."""
    for name, leave in _leaves():
        first_week = [
            one
            for one in report.by_itself()
            if one.who == name and timedelta() < one.local.date() - leave.last <= 7 * _DAY
        ]
        for one in first_week:
            if one.runs and all(leave.first <= run.day <= leave.last for run in one.runs):
                yield f"{one}: of {one.runs[0].day}, back since {leave.last}"
        if len(first_week) > MOST_A_WEEK + 1:
            yield f"{name} got {len(first_week)} messages in the week after {leave.last}"


def excused_and_counted(report: Report) -> Iterator[str]:
    """Who is away when a check-in comes is in no denominator; whoever is there counts, or has a reason."""
    for counted in report.runs:
        day = counted.run.day
        for who in sorted(counted.assigned):
            member = BY_NAME[who]
            if who in counted.eligible and member.is_away(day):
                yield f"{who} counts in {counted.run.slot} of {day}, though away"
            if who not in counted.eligible and not _may_be_excused(report.term, member, counted.run):
                yield f"{who} does not count in {counted.run.slot} of {day}, though there"


CHECKS: Final[Sequence[Callable[[Report], Iterable[str]]]] = (
    on_a_day_off,
    in_quiet_hours,
    to_somebody_away,
    outside_their_term,
    more_than_two_reminders,
    more_than_two_a_day,
    more_than_three_a_week,
    the_same_twice_running,
    not_each_in_a_cycle,
    asks_what_it_does_not_say,
    an_audience_not_asked_in_full,
    a_heap_after_leave,
    excused_and_counted,
    open_after_its_window,
)


def findings(report: Report) -> dict[str, list[str]]:
    """What is wrong, by the name of the check; empty when all is well."""
    found = {check.__name__: list(check(report)) for check in CHECKS}
    return {name: every for name, every in found.items() if every}


def _leaves() -> Iterator[tuple[str, Leave]]:
    return ((name, leave) for name, member in BY_NAME.items() for leave in member.away)


def _is_away(member: Member, local: datetime) -> bool:
    day = local.date()
    leave = next((one for one in member.away if one.first <= day <= one.last), None)
    return leave is not None and not (leave.said_on == day and local.time() <= _NOON)


def _may_be_excused(term: Term, member: Member, run: Run) -> bool:
    """They are away or leave before the window is over, or none of their days is in it."""
    last = run.day + timedelta(days=ALL[run.slot].get("open_days", 3))
    days: list[date] = [run.day + number * _DAY for number in range((last - run.day).days + 1)]
    mine = member.days.split(",") if member.days else _WEEKDAYS
    own = [day for day in days if _WEEKDAYS[day.weekday()] in mine and not term.is_off(day)]
    return any(member.is_away(day) or not member.is_seated(day) for day in days) or not own


def _within(at: time, starts: time, ends: time) -> bool:
    return starts <= at < ends if starts < ends else at >= starts or at < ends
