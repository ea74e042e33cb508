"""When a check-in is due, whom it asks about what, and the messages that carry the questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from bot.chat.card_data import card_to_data
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.checkins import cards
from bot.features.checkins.choosing import candidates, choose
from bot.schedule import outbox
from bot.schedule.moving import time_delivery
from bot.schedule.team_times import quiet_hours
from bot.schedule.wall_clock import instant_of
from bot.store.models import Delivery, Membership, Occurrence, Person, Prompt, Schedule, Team
from bot.store.queries import prompts

# People in one transaction: few, so that somebody who presses a button meanwhile hardly waits.
CHUNK = 50
# Later on the day than this a check-in that the bot slept through is not begun any more (local time).
LATEST_START = time(18)
OPEN_DAYS = 3
CLOSES_AT = "17:00"


class CheckInPlanner:
    """Asks every role holder about their indicators at a wall-clock time in their own zone."""

    kind = "check-in"

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """Where it is due first among the team's people."""
        return min(instant_of(day, schedule.at, zone) for zone in _zones(desk, schedule))

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """18:00 where it is latest, or the end of the window if that comes first."""
        latest = max(instant_of(day, max(LATEST_START, schedule.at), zone) for zone in _zones(desk, schedule))
        return min(latest, self.closes_at(desk, schedule, day))

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
        asked = prompts.asked_before(desk.session, schedule.team_id, [person.id for person, _ in people])
        taken = prompts.subjects_taken(desk.session, occurrence.id)
        for person, roles in people:
            possible = candidates(desk, schedule, roles)
            subjects = choose(schedule, possible, asked[person.id], taken)
            taken.update(subjects)
            if subjects:
                self._ask(desk, schedule, occurrence, person, subjects)
            occurrence.cursor = person.id
        return len(people) < CHUNK

    def move(self, desk: Desk, schedule: Schedule, occurrence: Occurrence, delivery: Delivery) -> None:
        """Ask at the hour where the person is now, and say until when."""
        asked = prompts.carried_by(desk.session, delivery.id)
        if delivery.person_id is None or not asked:
            return
        team = desk.session.get_one(Team, schedule.team_id)
        person = desk.session.get_one(Person, delivery.person_id)
        due_at, closes_at = _window(team, schedule, occurrence, person)
        for prompt in asked:
            prompt.due_at, prompt.closes_at = due_at, closes_at
        delivery.card = card_to_data(cards.message(desk, team, person, asked))
        time_delivery(delivery, desk.now, due_at, closes_at)

    def _ask(
        self, desk: Desk, schedule: Schedule, occurrence: Occurrence, person: Person, subjects: Sequence[str]
    ) -> None:
        team = desk.session.get_one(Team, schedule.team_id)
        due_at, closes_at = _window(team, schedule, occurrence, person)
        asked = [
            Prompt(
                team_id=team.id,
                occurrence_id=occurrence.id,
                person_id=person.id,
                subject=subject,
                audience=desk.instrument(team).indicator(subject).audience,
                due_at=due_at,
                closes_at=closes_at,
            )
            for subject in subjects
        ]
        desk.session.add_all(asked)
        desk.session.flush()
        message = outbox.Message(
            f"check-in:{occurrence.id}:{person.id}",
            "prompt",
            cards.message(desk, team, person, asked),
            team.id,
            due_at,
            closes_at,
        )
        delivery = outbox.to_person(desk.session, person, message, desk.now)
        for prompt in asked:
            prompt.delivery_id = delivery.id if delivery else None


def _window(
    team: Team, schedule: Schedule, occurrence: Occurrence, person: Person
) -> tuple[datetime, datetime]:
    """From when until when somebody is asked, outside the hours in which nobody is written to."""
    due_at = instant_of(occurrence.day, schedule.at, person.zone)
    return quiet_hours(team).next_allowed(due_at, person.zone), closes(schedule, occurrence.day, person.zone)


def _zones(desk: Desk, schedule: Schedule) -> set[str]:
    """The zones of the team's people, its own when it has none."""
    zones = desk.session.scalars(
        select(Person.zone)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == schedule.team_id)
        .distinct()
    )
    return set(zones) or {desk.session.get_one(Team, schedule.team_id).zone}


def closes(schedule: Schedule, day: date, zone: str) -> datetime:
    """The end of the window of an occurrence on `day` for somebody in `zone`."""
    last_day = day + timedelta(days=schedule.settings.get("open_days", OPEN_DAYS))
    return instant_of(last_day, time.fromisoformat(schedule.settings.get("closes_at", CLOSES_AT)), zone)
