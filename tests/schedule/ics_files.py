"""Calendar files as text, made of their events."""

from __future__ import annotations

from datetime import date

from bot.schedule.ics import Counting, ReadCalendar, read_ics
from bot.schedule.ics_problems import CalendarFileProblem

FIRST, LAST = date(2026, 8, 1), date(2028, 7, 31)


def ics(*events: str) -> str:
    """A calendar of these events, each given by its lines."""
    written = "".join(f"BEGIN:VEVENT\r\n{_lines(event)}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{written}END:VCALENDAR\r\n"


def read(*events: str, free_time: bool = False, only: tuple[str, ...] = ()) -> ReadCalendar:
    return read_text(ics(*events), Counting(free_time, only))


def read_text(text: str, counting: Counting | None = None) -> ReadCalendar:
    return read_ics(text.encode(), "days.ics", FIRST, LAST, counting or Counting())


def closed(*events: str) -> list[str]:
    """The closures that the events come to, as "2026-12-21 to 2027-01-01 Winter break"."""
    return [f"{one.first} to {one.last} {one.name}" for one in read(*events).closed]


def complaint(content: str | bytes) -> str:
    """What is wrong with a file, or "" for nothing."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        read_ics(raw, "days.ics", FIRST, LAST, Counting())
    except CalendarFileProblem as problem:
        return str(problem)
    return ""


def _lines(event: str) -> str:
    return "\r\n".join(line.strip() for line in event.strip().splitlines())
