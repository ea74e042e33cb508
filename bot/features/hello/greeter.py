"""Greets whoever is new on a roster, once, at a friendly hour of their day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.features.hello import cards
from bot.schedule import outbox
from bot.schedule.quiet_hours import QuietHours
from bot.store.models import Account, Membership, Person, Team
from bot.store.queries.seats import current_on

AT_ONCE = 100
# Nobody meets the bot in the evening or at night (local time).
EVENING_TO_MORNING = QuietHours(time(18), time(8))
KEPT = timedelta(days=14)


class Greeter:
    """The chore of first contact (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether somebody was not greeted yet."""
        return session.execute(_new_people(now).limit(1)).first() is not None

    def run(self, desk: Desk) -> None:
        """Write the hello of the next people."""
        for person, team in desk.session.execute(_new_people(desk.now).limit(AT_ONCE)).all():
            if person.greeted_at is None:
                person.greeted_at = desk.now
                self._greet(desk, person, team)

    def _greet(self, desk: Desk, person: Person, team: Team) -> None:
        at = EVENING_TO_MORNING.next_allowed(desk.now, ZoneInfo(person.zone))
        hello = outbox.Message(
            f"hello:{person.id}", outbox.HELLO, cards.hello(desk, person, team), team.id, at, at + KEPT
        )
        outbox.to_person(desk.session, person, hello, desk.now)


def _new_people(now: datetime) -> Select[tuple[Person, Team]]:
    return (
        select(Person, Team)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(Person.greeted_at.is_(None), Person.agreed_at.is_(None), Person.declined_at.is_(None))
        .where(Team.removed_at.is_(None), Team.paused_at.is_(None), current_on(Membership, now.date()))
        .where(select(Account.id).where(Account.person_id == Person.id).exists())
        .order_by(Person.id, Team.id)
    )
