"""When a digest is due, over what time it tells, and to whom it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest.period import period_until
from bot.features.digest.sending import GRACE, KIND, Sending, kept_until, reached_at
from bot.schedule import outbox
from bot.schedule.digest_settings import digest_settings
from bot.schedule.moving import time_delivery
from bot.schedule.report import TEAM, Report
from bot.schedule.wall_clock import instant_of
from bot.store.models import Delivery, Occurrence, Person, Schedule, Team


class DigestPlanner:
    """Sends the reports of a team to its channels and partners, and to people by direct message."""

    kind = KIND

    def __init__(self, reports: Sequence[Report]) -> None:
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
            at = reached_at(desk, _team(desk, schedule), occurrence, [person], (delivery.id,))[person.id]
            if at is None:
                delivery.state = outbox.CANCELLED
            else:
                time_delivery(delivery, desk.now, at, kept_until(occurrence, at))

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write all its deliveries; a team has few channels and few leaders."""
        team = _team(desk, schedule)
        period = period_until(desk, schedule, occurrence.due_at)
        issue = self.report(schedule).gather(desk, team, schedule.settings, period)
        Sending(desk, team, occurrence, issue).to_all(digest_settings(schedule.settings))
        return True


def _team(desk: Desk, schedule: Schedule) -> Team:
    return desk.session.get_one(Team, schedule.team_id)
