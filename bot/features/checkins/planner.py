"""When a check-in is due, whom it asks about what, and the messages that carry the questions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from bot.chat.card_data import card_to_data
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.checkins import cards, late
from bot.features.checkins.asking import ask
from bot.features.checkins.windows import closes, window
from bot.schedule.moving import time_delivery
from bot.schedule.wall_clock import instant_of
from bot.store.models import Delivery, Membership, Occurrence, Person, Schedule, Team
from bot.store.queries import prompts

# People in one transaction: few, so that somebody who presses a button meanwhile hardly waits.
CHUNK = 100


class CheckInPlanner:
    """Asks every role holder about their indicators at a wall-clock time in their own zone."""

    kind = "check-in"

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """Where it is due first among the team's people."""
        return min(instant_of(day, schedule.at, zone) for zone in _zones(desk, schedule))

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When it is too late for everybody (`late.too_late_after`)."""
        team = desk.session.get_one(Team, schedule.team_id)
        windows = {zone: window(team, schedule, day, zone) for zone in _zones(desk, schedule)}
        return max(late.too_late_after(day, zone, *window) for zone, window in windows.items())

    def closes_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """The end of the window where it ends last."""
        return max(closes(schedule, day, zone) for zone in _zones(desk, schedule))

    def title(self, desk: Desk, schedule: Schedule) -> Markup:  # noqa: ARG002 - one shape for all planners
        """The check-in."""
        return desk.t("the check-in")

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write the prompts and deliveries of the next people, at most `CHUNK`."""
        people = prompts.role_holders(
            desk.session, schedule.team_id, occurrence.day, after=occurrence.cursor, limit=CHUNK
        )
        ask(desk, schedule, occurrence, people)
        if people:
            occurrence.cursor = people[-1][0].id
        done = len(people) < CHUNK
        if done:
            late.tell_of_not_asked(desk, schedule, self, occurrence)
        return done

    def move(self, desk: Desk, schedule: Schedule, occurrence: Occurrence, delivery: Delivery) -> None:
        """Ask at the hour where the person is now, and say until when."""
        asked = prompts.carried_by(desk.session, delivery.id)
        if delivery.person_id is None or not asked:
            return
        team = desk.session.get_one(Team, schedule.team_id)
        person = desk.session.get_one(Person, delivery.person_id)
        due_at, closes_at = window(team, schedule, occurrence.day, person.zone)
        for prompt in asked:
            prompt.due_at, prompt.closes_at = due_at, closes_at
        delivery.card = card_to_data(cards.message(desk, team, person, asked))
        time_delivery(delivery, desk.now, due_at, closes_at)


def _zones(desk: Desk, schedule: Schedule) -> set[str]:
    """The zones of the team's people, its own when it has none; read once in a transaction."""
    known: dict[str, set[str]] = desk.session.info.setdefault("zones of teams", {})
    if schedule.team_id not in known:
        zones = desk.session.scalars(
            select(Person.zone)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.team_id == schedule.team_id)
            .distinct()
        )
        known[schedule.team_id] = set(zones) or {desk.session.get_one(Team, schedule.team_id).zone}
    return known[schedule.team_id]
