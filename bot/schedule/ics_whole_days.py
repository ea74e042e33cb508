"""Which events are whole days: those written as dates, and those from midnight to midnight.

Exports of Outlook write a day off as the hours from midnight to midnight. Such an event is read as its
dates, on the clock that it is written by. Every other event with a time of day (an early release, a
meeting) closes no school.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.chat.text import shorten
from bot.schedule.ics_events import MICROSOFT_WHOLE_DAY, WrittenEvent
from bot.schedule.ics_lines import ContentLine
from bot.schedule.ics_problems import CalendarFileProblem

_DATE: Final = re.compile(r"[0-9]{8}")
_MOMENT: Final = re.compile(r"([0-9]{8})T[0-9]{6}Z?")
_MIDNIGHT: Final = re.compile(r"[0-9]{8}T000000Z?")
_WHOLE_DAYS: Final = re.compile(r"P[0-9]{1,3}[DW]")
_DAYS: Final = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_LATER_TOO: Final = "RANGE=THISANDFUTURE"
_LONGEST_SHOWN: Final = 40
_UNTIL: Final = re.compile(r"(UNTIL=[0-9]{8})T[0-9]{6}Z?", re.IGNORECASE)


def is_whole_days(event: WrittenEvent) -> bool:
    """Whether the event is about days; raises CalendarFileProblem for a first day that is none."""
    begins = event.value("DTSTART")
    _check(event, "DTSTART")
    if _DATE.fullmatch(begins):
        return True
    return _MIDNIGHT.fullmatch(begins) is not None and _ends_at_midnight(event)


def in_dates(event: WrittenEvent) -> WrittenEvent:
    """The event with dates where it has moments; raises CalendarFileProblem for a day that is neither."""
    for name in _DAYS:
        _check(event, name)
    days = {name: [_as_dates(line) for line in event.lines[name]] for name in _DAYS if name in event.lines}
    rules = [replace(line, value=_UNTIL.sub(r"\1", line.value)) for line in event.lines.get("RRULE", ())]
    return replace(event, lines={**event.lines, **days, **({"RRULE": rules} if rules else {})})


def _ends_at_midnight(event: WrittenEvent) -> bool:
    if event.value(MICROSOFT_WHOLE_DAY).upper() == "TRUE":
        return True
    ends = event.value("DTEND")
    if ends:
        return bool(_MIDNIGHT.fullmatch(ends) or _DATE.fullmatch(ends))
    return _WHOLE_DAYS.fullmatch(event.value("DURATION")) is not None


def _as_dates(line: ContentLine) -> ContentLine:
    dates = ",".join(_MOMENT.sub(r"\1", one.strip()) for one in line.value.split(","))
    later_too = f";{_LATER_TOO}" if _LATER_TOO in line.parameters else ""
    return replace(line, parameters=f";VALUE=DATE{later_too}", value=dates)


def _check(event: WrittenEvent, name: str) -> None:
    for line in event.lines.get(name, ()):
        for one in line.value.split(","):
            if not (_DATE.fullmatch(one.strip()) or _MOMENT.fullmatch(one.strip())):
                what = f"“{shorten(one.strip(), _LONGEST_SHOWN)}” is no day"
                remedy = "Write it as year, month and day: 20261221"
                raise CalendarFileProblem(event.file, line.number, name, what, remedy)
