"""When a digest is due, over what time it tells, and to whom it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.chat.cards import Card, split
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest import recipients
from bot.features.digest.team_report import TeamReport
from bot.schedule import outbox
from bot.schedule.availability import availability, timing
from bot.schedule.missed import MISSED
from bot.schedule.moments import letters_to, moment
from bot.schedule.moving import time_delivery
from bot.schedule.report import TEAM, Issue, Period, Report
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.models import Delivery, Occurrence, Person, Schedule, Team
from bot.store.queries import schedules

GRACE = timedelta(hours=24)
USUAL_TIME = timedelta(days=7)
_BEFORE_THE_NEXT = timedelta(days=6)


class DigestPlanner:
    """Sends the reports of a team to its channels, and to its leaders by direct message."""

    kind = "digest"

    def __init__(self, reports: Sequence[Report] = (TeamReport(),)) -> None:
        self.reports = reports

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """At its time in the team's zone."""
        return instant_of(day, schedule.at, _team(desk, schedule).zone)

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """24 hours later."""
        return self.due_at(desk, schedule, day) + GRACE

    def closes_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """24 hours later: an older digest is not sent."""
        return self.too_late_after(desk, schedule, day)

    def title(self, desk: Desk, schedule: Schedule) -> Markup:
        """The digest, or what else the report is called."""
        return self.report(schedule).title(desk)

    def report(self, schedule: Schedule) -> Report:
        """What a schedule reports; raises `LookupError` for a report that this program does not know."""
        name = schedule.settings.get("report", TEAM)
        for one in self.reports:
            if one.name == name:
                return one
        raise LookupError(f"there is no report {name!r}")

    def move(
        self,
        desk: Desk,
        schedule: Schedule,
        occurrence: Occurrence,
        delivery: Delivery,
    ) -> None:
        """Send it to a person at their times; channels have none."""
        if delivery.person_id is not None:
            person = desk.session.get_one(Person, delivery.person_id)
            at = _reaches_at(desk, _team(desk, schedule), occurrence, person, (delivery.id,))
            if at is None:
                delivery.state = outbox.CANCELLED
            else:
                time_delivery(delivery, desk.now, at, _kept_until(occurrence, at))

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write all its deliveries; a team has few channels and few leaders."""
        team = _team(desk, schedule)
        period = Period(_since(desk, schedule, occurrence), occurrence.due_at)
        issue = self.report(schedule).gather(desk, team, schedule.settings, period)
        sending = _Sending(desk, team, occurrence, issue)
        to = schedule.settings.get("to", recipients.USUAL)
        if recipients.CHANNELS in to:
            sending.to_channels()
        if recipients.LEADERS in to:
            sending.to_leaders()
        return True


@dataclass(frozen=True, slots=True)
class _Sending:
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
            at = _reaches_at(self.desk, self.team, self.occurrence, person)
            for message in self._messages(f"person:{person.id}", self.issue.card(to), at) if at else ():
                outbox.to_person(self.desk.session, person, message, self.desk.now)

    def _messages(self, to: str, card: Card, at: datetime) -> Iterable[outbox.Message]:
        purpose = f"digest:{self.occurrence.id}:{to}"
        for number, part in enumerate(split(card)):
            once = f"{purpose}:{number}" if number else purpose
            until = _kept_until(self.occurrence, at)
            yield outbox.Message(once, "digest", part, self.team.id, at, until)


def _reaches_at(
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


def _kept_until(occurrence: Occurrence, at: datetime) -> datetime:
    """Until when it may be sent; who gets it later than others has as long."""
    late = at - occurrence.due_at > GRACE
    return at + GRACE if late else occurrence.closes_at


def _since(desk: Desk, schedule: Schedule, occurrence: Occurrence) -> datetime:
    """When the last digest that went out was due; a missed one left what it would have told to this one."""
    earlier = [
        one for one in schedules.past_occurrences(desk.session, schedule.id) if one.due_at < occurrence.due_at
    ]
    sent = [one.due_at for one in earlier if one.state != MISSED]
    return sent[-1] if sent else min((one.due_at for one in earlier), default=occurrence.due_at) - USUAL_TIME


def _team(desk: Desk, schedule: Schedule) -> Team:
    return desk.session.get_one(Team, schedule.team_id)
