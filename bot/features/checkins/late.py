"""Until when a check-in may still begin after the bot was away, and whom it did not ask for that."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule.planner import Planner
from bot.schedule.telling import tell_facilitators
from bot.schedule.wall_clock import instant_of
from bot.store.models import Occurrence, Person, Schedule, Team

# Later on the day than this nobody is asked any more (local time) …
LATEST_START: Final = time(18)
# … but at a check-in that is due about then or later.
_AT_LEAST: Final = timedelta(hours=1)
# In an occurrence's details: how many people were not asked.
_NOT_ASKED: Final = "too late for"


def too_late_after(day: date, zone: str, due_at: datetime, closes_at: datetime) -> datetime:
    """18:00 in the zone, or an hour after what is due then or later; at most the end of the window."""
    evening = instant_of(day, LATEST_START, zone)
    return min(evening if due_at < evening else due_at + _AT_LEAST, closes_at)


def note_not_asked(occurrence: Occurrence, people: int) -> None:
    """Count how many people were not asked."""
    if people:
        details = occurrence.details or {}
        occurrence.details = {**details, _NOT_ASKED: details.get(_NOT_ASKED, 0) + people}


def tell_of_not_asked(desk: Desk, schedule: Schedule, planner: Planner, occurrence: Occurrence) -> None:
    """Tell the facilitators how many were not asked, if there are any."""
    count = (occurrence.details or {}).get(_NOT_ASKED, 0)
    team = desk.session.get_one(Team, schedule.team_id)

    def words(own: Desk, person: Person) -> Markup:
        return own.t.plural(
            "I was away when {title} of {day} was due for {team}. For {count} person it was too late when I "
            "was back, so I did not ask them. The next one comes as planned.",
            "I was away when {title} of {day} was due for {team}. For {count} people it was too late when I "
            "was back, so I did not ask them. The next one comes as planned.",
            count,
            title=planner.title(own, schedule),
            day=own.reader(person).day(occurrence.day),
            team=team.name,
        )

    if count:
        tell_facilitators(desk, team, f"late:{occurrence.id}", words)
