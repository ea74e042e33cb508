"""Tells the facilitators what did not happen because the bot was away; once for a row of occurrences."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule.planner import Planner
from bot.schedule.telling import tell_facilitators
from bot.store.models import Occurrence, Person, Schedule, Team

MISSED = "missed"


def goes_on(desk: Desk, schedule: Schedule, planner: Planner) -> bool:
    """Whether the schedule's next occurrence is missed too, so that its notice speaks for both."""
    if schedule.next_day is None or schedule.next_due_at is None or schedule.next_due_at > desk.now:
        return False
    return desk.now > planner.too_late_after(desk, schedule, schedule.next_day)


def tell(desk: Desk, schedule: Schedule, planner: Planner, last: Occurrence) -> None:
    """Write to every facilitator of the team, in their words; `last` is the latest that was missed."""
    team = desk.session.get_one(Team, schedule.team_id)
    count = _missed_in_a_row(desk, schedule)

    def words(own: Desk, person: Person) -> Markup:
        return _words(own, person, team, planner.title(own, schedule), last.day, count)

    tell_facilitators(desk, team, f"missed:{last.id}", words)


def _words(desk: Desk, person: Person, team: Team, title: Markup, day: date, count: int) -> Markup:
    return desk.t.plural(
        "I was away when {title} of {day} was due for {team}, and it is too late to send it now. "
        "Nothing was sent; the next one comes as planned.",
        "I was away when {title} was due for {team} {count} times, last on {day}, and it is too late to send "
        "them now. Nothing was sent; the next one comes as planned.",
        count,
        title=title,
        day=desk.reader(person).day(day),
        team=team.name,
    )


def _missed_in_a_row(desk: Desk, schedule: Schedule) -> int:
    of_schedule = Occurrence.schedule_id == schedule.id
    begun = select(func.max(Occurrence.day)).where(of_schedule, Occurrence.state != MISSED)
    since = desk.session.scalar(begun) or date.min
    missed = select(func.count()).where(of_schedule, Occurrence.state == MISSED, Occurrence.day > since)
    return desk.session.scalar(missed) or 0
