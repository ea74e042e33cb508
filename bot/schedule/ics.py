"""The closures that a calendar file (iCalendar, RFC 5545) tells of.

Counted are events that last whole days, shown as busy and not cancelled. Events about hours of a day, events
shown as free time and cancelled ones are passed over and told of by number. A day of a series that was moved,
shortened to some hours or cancelled counts as what it has become.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.chat.text import shorten
from bot.schedule.calendar import Closure
from bot.schedule.ics_dates import Days, days_of
from bot.schedule.ics_events import WrittenEvent, events_in
from bot.schedule.ics_lines import ContentLine, lines_of
from bot.schedule.ics_problems import CalendarFileProblem
from bot.schedule.ics_rules import check_rules
from bot.schedule.ics_whole_days import in_dates, is_whole_days

MOST_CLOSURES: Final = 5_000
UNNAMED: Final = "No school"
TIMED, FREE, CANCELLED, OTHERS = "timed", "free", "cancelled", "others"
_LONGEST_NAME: Final = 80
_ESCAPED: Final = re.compile(r"\\([\\;,Nn])")


@dataclass(frozen=True, slots=True)
class Counting:
    """What is a closure: with `free_time` also free time; with `only` what has such a word in its name."""

    free_time: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What was read: the closures in order, and how many events were passed over, by reason."""

    closed: tuple[Closure, ...]
    passed_over: Mapping[str, int]


def read_ics(content: bytes, file: str, first: date, last: date, counting: Counting) -> ReadCalendar:
    """The closures between two days, both included; raises CalendarFileProblem, in which `file` is named."""
    events = events_in(lines_of(content, file), file)
    for event in events:
        check_rules(event)
    passed_over = Counter(filter(None, (_passed_over(event, counting) for event in events)))
    closed: set[Closure] = set()
    for series in _series(events):
        for days in days_of(series, first, last):
            if _passed_over(days.event, counting) is None:
                closed.add(Closure(days.first, days.last, _name(days.event)))
                _refuse_too_many(closed, days)
    return ReadCalendar(tuple(sorted(closed)), dict(passed_over))


def _series(events: Iterable[WrittenEvent]) -> list[list[WrittenEvent]]:
    """The events by series, without the series that have no whole days in them.

    A second event of the same UID that takes no other's place is a series of its own: some programs give all
    their events the same.
    """
    by_series: dict[str, list[WrittenEvent]] = {}
    for event in events:
        own = event.series in by_series and "RECURRENCE-ID" not in event.lines
        by_series.setdefault(f"{event.series} {event.line}" if own else event.series, []).append(event)
    about_days = [one for one in by_series.values() if any(map(is_whole_days, one))]
    return [[_in_days(event) for event in series] for series in about_days]


def _in_days(event: WrittenEvent) -> WrittenEvent:
    """The event in dates; where it is about hours it takes the place of a day, as one that is cancelled."""
    if is_whole_days(event):
        return in_dates(event)
    hours = {**event.lines, "STATUS": [ContentLine(event.line, "STATUS", "", "CANCELLED")]}
    hours.pop("DURATION", None)
    hours.pop("DTEND", None)
    return in_dates(replace(event, lines=hours))


def _passed_over(event: WrittenEvent, counting: Counting) -> str | None:
    """Why an event is no closure."""
    if event.value("STATUS").upper() == "CANCELLED":
        return CANCELLED
    if not is_whole_days(event):
        return TIMED
    if event.value("TRANSP").upper() == "TRANSPARENT" and not counting.free_time:
        return FREE
    name = _name(event).casefold()
    if counting.only and not any(word.casefold() in name for word in counting.only):
        return OTHERS
    return None


def _name(event: WrittenEvent) -> str:
    said = _ESCAPED.sub(lambda found: " " if found[1] in "Nn" else found[1], event.value("SUMMARY"))
    plain = " ".join("".join(one if one.isprintable() else " " for one in said).split())
    return shorten(plain, _LONGEST_NAME) or UNNAMED


def _refuse_too_many(closed: set[Closure], days: Days) -> None:
    if len(closed) > MOST_CLOSURES:
        what = f"the file comes to more than {MOST_CLOSURES:,} closures"
        raise CalendarFileProblem(
            days.event.file, days.event.line, "", what, "Export only the days without school"
        )
