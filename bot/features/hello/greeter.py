"""Greets whoever is new on a roster, once, at a friendly hour: by direct message, or in the team's channel.

Where a direct message needs a yes of its own, one call in the channel is for everybody who is new.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.hello import cards
from bot.schedule import outbox
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.telling import tell_facilitators
from bot.schedule.wall_clock import local_day
from bot.store.models import Account, Membership, Person, Team
from bot.store.prepared import Prepared
from bot.store.queries import seats
from bot.store.queries.seats import current_on

AT_ONCE = 100
# Nobody meets the bot in the evening or at night (local time).
EVENING_TO_MORNING = QuietHours(time(18), time(8))
KEPT = timedelta(days=14)


class Greeter:
    """The chore of first contact (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether somebody was not greeted yet."""
        return bool(_anybody_new().rows(session, {"day": now.date()}))

    def run(self, desk: Desk) -> None:
        """Write the hello of the next people."""
        found = desk.session.execute(_new_people(desk.now.date()).limit(AT_ONCE)).all()
        accounts = seats.accounts_for(desk.session, [person.id for person, _ in found])
        called: set[tuple[str, str]] = set()
        for person, team in found:
            account = accounts.get(person.id)
            if account is not None and seats.asks_before_direct(account):
                if (team.id, account.platform) not in called:
                    call_in_channel(desk, team, account)
                called.add((team.id, account.platform))
            elif person.greeted_at is None:
                by_direct_message(desk, person, team, f"hello:{person.id}")
            person.greeted_at = desk.now


def by_direct_message(desk: Desk, person: Person, team: Team, purpose: str) -> None:
    """Write the hello to one person, once per `purpose`."""
    at = EVENING_TO_MORNING.next_allowed(desk.now, ZoneInfo(person.zone))
    words = cards.hello(desk, person, team)
    hello = outbox.Message(purpose, outbox.HELLO, words, team.id, at, at + KEPT)
    outbox.to_person(desk.session, person, hello, desk.now)


def call_in_channel(desk: Desk, team: Team, account: Account) -> None:
    """Call whoever is new where the team and that account are; once a day, however many there are."""
    at = EVENING_TO_MORNING.next_allowed(desk.now, ZoneInfo(team.zone))
    channels = seats.channels_beside(desk.session, team.id, account.platform, account.workspace)
    for channel in channels:
        purpose = f"hello-call:{channel.id}:{local_day(at, team.zone)}"
        words = cards.some_are_new(desk, team)
        message = outbox.Message(purpose, outbox.HELLO, words, team.id, at, at + KEPT)
        outbox.to_channel(desk.session, channel, message, desk.now)
    if not channels:
        about = f"no-channel:{team.id}:{account.platform}"
        tell_facilitators(desk, team, about, lambda own, _: _no_channel(own, team, account))


def _no_channel(desk: Desk, team: Team, account: Account) -> Markup:
    return desk.t(
        "Some people of {team} have an account on {platform} only. There I write in the team's channel "
        "first, and {team} has none. They can begin by themselves with `/stem hello`; or ask whoever runs "
        "me to name a channel.",
        team=team.name,
        platform=account.platform.capitalize(),
    )


def _new_people(day: date | BindParameter[date]) -> Select[tuple[Person, Team]]:
    return (
        select(Person, Team)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(Person.greeted_at.is_(None), Person.agreed_at.is_(None), Person.declined_at.is_(None))
        .where(Team.removed_at.is_(None), Team.paused_at.is_(None), current_on(Membership, day))
        .where(select(Account.id).where(Account.person_id == Person.id).exists())
        .order_by(Person.id, Team.id)
    )


@cache
def _anybody_new() -> Prepared:
    """Asked at every tick, so it is made once."""
    return Prepared(_new_people(bindparam("day")).with_only_columns(Person.id).limit(1))
