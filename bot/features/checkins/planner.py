"""When a check-in is due, whom it asks about what, and the messages that carry the questions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.checkins import late
from bot.features.checkins.again import move
from bot.features.checkins.asking import ask
from bot.features.checkins.windows import closes, planned, window
from bot.schedule.availability import OwnTimes, timings
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import local_day
from bot.store.models import Delivery, Membership, Occurrence, Person, Schedule, Team
from bot.store.queries import prompts

# People in one transaction: few, so that somebody who presses a button meanwhile hardly waits.
CHUNK = 100


class CheckInPlanner:
    """Asks every role holder about their indicators at a wall-clock time in their own zone."""

    kind = "check-in"

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """Where it is due first among the team's people."""
        team = desk.session.get_one(Team, schedule.team_id)
        return min(planned(team, schedule, day, times) for times in _timings(desk, team))

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When it is too late for everybody (`late.too_late_after`)."""
        team = desk.session.get_one(Team, schedule.team_id)
        found = [(times.zone, window(team, schedule, day, times)) for times in _timings(desk, team)]
        latest = [
            late.too_late_after(local_day(own[0], zone), zone, *own) for zone, own in found if own is not None
        ]
        return max(latest, default=self.closes_at(desk, schedule, day))

    def closes_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """The end of the window where it ends last."""
        team = desk.session.get_one(Team, schedule.team_id)
        return max(closes(schedule, day, times.zone) for times in _timings(desk, team))

    def title(self, desk: Desk, schedule: Schedule) -> Markup:  # noqa: ARG002 - one shape for all planners
        """The check-in."""
        return desk.t("the check-in")

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write the prompts and deliveries of the next people, at most `CHUNK`."""
        found = prompts.role_holders(
            desk.session, schedule.team_id, occurrence.day, after=occurrence.cursor, limit=CHUNK + 1
        )
        people, done = found[:CHUNK], len(found) <= CHUNK
        if people:
            ask(desk, schedule, occurrence, people)
            occurrence.cursor = people[-1][0].id
        if done:
            late.tell_of_not_asked(desk, schedule, self, occurrence)
        return done

    def move(self, desk: Desk, schedule: Schedule, occurrence: Occurrence, delivery: Delivery) -> None:  # noqa: ARG002 - one shape for all planners
        """Ask at the person's hour where they are now, and say until when; not somebody who is away."""
        asked = prompts.carried_by(desk.session, delivery.id)
        if delivery.person_id is not None and asked:
            move(desk, delivery, desk.session.get_one(Person, delivery.person_id), asked)


def _timings(desk: Desk, team: Team) -> set[Timing]:
    """When the team's people can be written to, itself when it has none; read once in a transaction."""
    known: dict[str, set[Timing]] = desk.session.info.setdefault("timings of teams", {})
    if team.id not in known:
        rows = desk.session.execute(
            select(Person.zone, Person.own_time, Person.own_days, Person.quiet_from, Person.quiet_until)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.team_id == team.id)
            .distinct()
        )
        every = [OwnTimes(*row) for row in rows] or [OwnTimes(team.zone)]
        known[team.id] = set(timings(team, every))
    return known[team.id]
