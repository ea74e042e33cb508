"""From which day to which an event lasts, and the days of a series, from recurring-ical-events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import recurring_ical_events
from icalendar import Calendar, Event

from bot.schedule.days import iso_day
from bot.schedule.ics_events import WrittenEvent
from bot.schedule.ics_lines import ContentLine

_DAY: Final = timedelta(days=1)
# Outlook lets old holidays begin in 1601.
_EARLIEST, _LATEST = 1600, 2400
_LONGEST: Final = timedelta(days=366)
_LASTS: Final = re.compile(r"P([0-9]{1,3})([DW])")
_RECURS: Final = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_WRITTEN: Final = ("DTSTART", "DTEND", "DURATION", "SEQUENCE", *_RECURS)
# The library knows what a rule says by raising one of these; it has no error of its own for most of them.
_UNREADABLE: Final = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
# The line of an event's BEGIN, by which an occurrence finds the event that it comes of.
_ORIGIN: Final = "X-LINE"


@dataclass(frozen=True, slots=True)
class Days:
    """`event` takes place from `first` to `last`, both included."""

    event: WrittenEvent
    first: date
    last: date


def days_of(series: Sequence[WrittenEvent], first: date, last: date) -> Iterator[Days]:
    """What the events of one series come to between two days, both included; nothing in it but dates.

    Raises CalendarFileProblem for days that do not exist, ends before they begin or last longer than a year.
    """
    spans = [_span(event) for event in series]
    if not any(name in event.lines for event in series for name in _RECURS):
        yield from (days for days in spans if days.first <= last and days.last >= first)
        return
    origins = {event.line: event for event in series}
    for occurrence in _occurrences(series, first, last):
        yield Days(
            origins[int(occurrence[_ORIGIN])], occurrence.start, _last(occurrence.start, occurrence.end)
        )


def _occurrences(series: Sequence[WrittenEvent], first: date, last: date) -> list[Event]:
    try:
        calendar = Calendar.from_ical(_text(series, last))
        broken = [(event, error) for event in calendar.subcomponents for error in event.errors]
        if not broken:
            occurrences: list[Event] = recurring_ical_events.of(calendar).between(first, last + _DAY)
            return occurrences
    except _UNREADABLE as error:
        part = next((name for name in _RECURS for event in series if name in event.lines), "")
        raise _unreadable(series[0], part, str(error)) from error
    event, (part, why) = broken[0]
    raise _unreadable(next(one for one in series if one.line == int(event[_ORIGIN])), part or "", why)


def _unreadable(event: WrittenEvent, part: str, why: str) -> Exception:
    return event.problem(
        part, f"cannot be read ({why})", "Correct it where the calendar is kept, and export again"
    )


def _text(series: Sequence[WrittenEvent], last: date) -> str:
    written = ["BEGIN:VCALENDAR"]
    for event in series:
        written += ["BEGIN:VEVENT", "UID:series", f"{_ORIGIN}:{event.line}"]
        lines = [line for name in _WRITTEN for line in event.lines.get(name, ())]
        written += [f"{line.name}{line.parameters}:{_ended(line, last)}" for line in lines]
        written.append("END:VEVENT")
    return "\r\n".join([*written, "END:VCALENDAR", ""])


def _ended(line: ContentLine, last: date) -> str:
    """What a line says; an endless rule is ended: one that never fits would be tried until the year 9999."""
    endless = line.name == "RRULE" and not re.search("COUNT=|UNTIL=", line.value.upper())
    return f"{line.value.rstrip(' ;')};UNTIL={last:%Y%m%d}" if endless else line.value


def _span(event: WrittenEvent) -> Days:
    begins = _day(event, "DTSTART")
    ends = _day(event, "DTEND") if "DTEND" in event.lines else begins + _lasts(event)
    if ends < begins:
        raise event.problem("DTEND", f"{ends} is before {begins}", "Correct the day on which it ends")
    if ends - begins > _LONGEST:
        part = "DTEND" if "DTEND" in event.lines else "DURATION"
        what = f"lasts from {begins} to {ends}, longer than a year"
        raise event.problem(part, what, "Correct the day on which it ends")
    return Days(event, begins, _last(begins, ends))


def _last(begins: date, ends: date) -> date:
    """The last day: DTEND is the day after it. Some programs write the first day itself."""
    return max(begins, ends - _DAY)


def _day(event: WrittenEvent, part: str) -> date:
    text = event.value(part)
    day = iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if day is None or not _EARLIEST <= day.year <= _LATEST:
        raise event.problem(part, f"there is no day {text}", "Correct the day")
    return day


def _lasts(event: WrittenEvent) -> timedelta:
    if "DURATION" not in event.lines:
        return _DAY
    parts = _LASTS.fullmatch(event.value("DURATION"))
    if parts is None:
        raise event.problem(
            "DURATION", "is not a number of days or weeks", "Write P1D for a day, P2W for two weeks"
        )
    return timedelta(weeks=int(parts[1])) if parts[2] == "W" else timedelta(days=int(parts[1]))
