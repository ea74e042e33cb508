"""The runs of check-ins as a calendar file: an event each, without a name of anybody who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from icalendar import Calendar, Event

from bot.schedule.outlook import Outlook
from bot.store.models import Team

_PRODUCT = "-//stem-bot//check-ins//EN"


def calendar_file(team: Team, runs: Sequence[Outlook], now: datetime) -> bytes:
    """The calendar (RFC 5545); each event lasts from the first question until the last can be answered."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Check-ins of {team.name}")
    for run in runs:
        if run.questions:
            calendar.add_component(_event(team, run, now))
    return bytes(calendar.to_ical())


def _event(team: Team, run: Outlook, now: datetime) -> Event:
    event, people = Event(), len(run.questions)
    event.add("uid", f"{team.id}-{run.schedule.slot}-{run.day}@stem-bot")
    event.add("dtstamp", now)
    event.add("dtstart", min(one.due_at for one in run.questions))
    event.add("dtend", max(one.closes_at for one in run.questions))
    event.add("summary", f"{run.schedule.title}: {people} {'person' if people == 1 else 'people'}")
    event.add("transp", "TRANSPARENT")
    return event
