"""When the reminder of a meeting is due, and which norm it carries."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.meetings import cards
from bot.schedule import outbox
from bot.schedule.moving import time_delivery
from bot.schedule.norm_turns import MEETING, norm_in_turn, norm_noted, note_norm
from bot.schedule.wall_clock import instant_of
from bot.store.models import Delivery, Occurrence, Schedule, Team
from bot.store.queries import seats
from rubric.model import Norm

REMIND_MINUTES = 60
# A reminder that is due when the meeting starts may go out until then.
AT_THE_START = timedelta(minutes=5)


class MeetingPlanner:
    """Reminds a team's channels of each meeting of a series, with one norm in turn."""

    kind = MEETING

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """So many minutes before the meeting starts in the team's zone."""
        return _starts(desk, schedule, day) - _ahead(schedule)

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When the meeting starts."""
        starts = _starts(desk, schedule, day)
        return starts if _ahead(schedule) else starts + AT_THE_START

    def closes_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When the meeting starts."""
        return self.too_late_after(desk, schedule, day)

    def title(self, desk: Desk, schedule: Schedule) -> Markup:
        """The reminder, with the meeting's name."""
        return desk.t("the reminder of {meeting}", meeting=schedule.title)

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write the reminder for every channel of the team, and which norm it carries."""
        team = desk.session.get_one(Team, schedule.team_id)
        norm = norm_in_turn(desk, team)
        note_norm(occurrence, norm)
        card = _reminder(desk, team, schedule, occurrence.day, norm)
        for channel in seats.channels_of(desk.session, team.id):
            purpose = f"meeting:{occurrence.id}:channel:{channel.id}"
            message = outbox.Message(
                purpose, outbox.NORM, card, team.id, occurrence.due_at, occurrence.closes_at
            )
            outbox.to_channel(desk.session, channel, message, desk.now)
        return True

    def move(self, desk: Desk, schedule: Schedule, occurrence: Occurrence, delivery: Delivery) -> None:
        """Remind of the meeting before the time at which it starts now."""
        team = desk.session.get_one(Team, schedule.team_id)
        norm = norm_noted(desk, occurrence)
        if norm is not None:
            delivery.card = card_to_data(_reminder(desk, team, schedule, occurrence.day, norm))
        due_at = self.due_at(desk, schedule, occurrence.day)
        time_delivery(delivery, desk.now, due_at, self.too_late_after(desk, schedule, occurrence.day))


def _reminder(desk: Desk, team: Team, schedule: Schedule, day: date, norm: Norm) -> Card:
    meeting = cards.Meeting(schedule, _starts(desk, schedule, day))
    return cards.reminder(meeting, norm, desk.team_reader(team), desk.phrases_in(team.locale))


def _starts(desk: Desk, schedule: Schedule, day: date) -> datetime:
    return instant_of(day, schedule.at, desk.session.get_one(Team, schedule.team_id).zone)


def _ahead(schedule: Schedule) -> timedelta:
    return timedelta(minutes=schedule.settings.get("remind_minutes", REMIND_MINUTES))
