"""One issue on its way to everybody who gets it: its deliveries are written here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.cards import Card, split
from bot.desk import Desk
from bot.features.digest import recipients
from bot.schedule import outbox
from bot.schedule.availability import availability, timing
from bot.schedule.moments import letters_to, moment
from bot.schedule.report import Issue
from bot.schedule.wall_clock import local_day
from bot.store.models import Occurrence, Person, Team

GRACE = timedelta(hours=24)
_BEFORE_THE_NEXT = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Sending:
    """One issue on its way to everybody who gets it."""

    desk: Desk
    team: Team
    occurrence: Occurrence
    issue: Issue

    def to_channels(self) -> None:
        """To every channel of the team, in the team's language and zone."""
        for channel, to in recipients.channels(self.desk, self.team):
            card = self.issue.card(to)
            for message in self._messages(f"channel:{channel.id}", card, self.occurrence.due_at):
                outbox.to_channel(self.desk.session, channel, message, self.desk.now)

    def to_leaders(self) -> None:
        """To leaders and facilitators who are not away, at their times."""
        for person, to in recipients.leaders(self.desk, self.team):
            at = reaches_at(self.desk, self.team, self.occurrence, person)
            for message in self._messages(f"person:{person.id}", self.issue.card(to), at) if at else ():
                outbox.to_person(self.desk.session, person, message, self.desk.now)

    def _messages(self, to: str, card: Card, at: datetime) -> Iterable[outbox.Message]:
        purpose = f"digest:{self.occurrence.id}:{to}"
        for number, part in enumerate(split(card)):
            once = f"{purpose}:{number}" if number else purpose
            until = kept_until(self.occurrence, at)
            yield outbox.Message(once, "digest", part, self.team.id, at, until)


def reaches_at(
    desk: Desk, team: Team, occurrence: Occurrence, person: Person, moved: Collection[int] = ()
) -> datetime | None:
    """When a person can be written to, at the latest before the next digest; None for somebody away then.

    A day with its messages already is passed over while there is another; `moved` are no such messages.
    """
    earliest = max(occurrence.due_at, desk.now)
    at = timing(team, person).next_allowed(earliest, earliest + _BEFORE_THE_NEXT)
    if at is None:
        return None
    window = (at, earliest + _BEFORE_THE_NEXT)
    free = moment(letters_to(desk, [person.id], moved)[person.id], "", window, timing(team, person), desk.now)
    at = free.due_at if free else at
    day = local_day(at, person.zone)
    return at if availability(desk.session, team, [person], day)[person.id].there else None


def kept_until(occurrence: Occurrence, at: datetime) -> datetime:
    """Until when it may be sent; who gets it later than others has as long."""
    late = at - occurrence.due_at > GRACE
    return at + GRACE if late else occurrence.closes_at
