"""A check-in as somebody would get it now, for a trial run: nothing of it is written down."""

from __future__ import annotations

from datetime import time

from bot.chat.cards import Card
from bot.chat.phrases import N_
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.checkins import cards
from bot.features.checkins.choosing import candidates, turns_of
from bot.features.checkins.windows import closes
from bot.permissions import Act, may
from bot.schedule.check_in import check_in_of
from bot.store.models import Prompt, Schedule
from bot.store.queries import schedules, seats

# Later than any prompt that is stored, so that the newest answer is quoted.
_AFTER_ALL = 2**62
_NO_SCHEDULE_AT = time(15)
_OUTCOMES = {
    "checkin-moving": N_("This would have been recorded: moving."),
    "checkin-no-change": N_("This would have been recorded: no change."),
    "checkin-stuck": N_("This would have been recorded: stuck. Then I would ask what is in the way."),
    "checkin-write": N_("A form would have opened: what moved, a link that shows it, what is in the way."),
    "checkin-no-news": N_("This would have been recorded: nothing new."),
    "checkin-not-now": N_("This would have been put off, skipped, or handed back, as you chose."),
    "rate": N_("A form would have opened: what each level looks like, and the choice."),
}


class CheckInRehearsal:
    """What `bot.features.practice` shows (its `Rehearsal`)."""

    def card(self, desk: Desk, seat: Seat) -> Card | None:
        """The message with its usual buttons; None for somebody who would be asked nothing."""
        planned = schedules.running(desk.session, seat.team.id, "check-in")
        schedule = planned[0] if planned else _any_time(seat)
        asked = [
            self._prompt(desk, seat, schedule, number, subject)
            for number, subject in enumerate(_subjects(desk, seat, schedule))
        ]
        return cards.message(desk, seat.team, seat.person, asked) if asked else None

    def outcome(self, desk: Desk, button: str) -> Markup:
        """What the button of that route would have done."""
        return desk.t(_OUTCOMES.get(button, N_("This button is from an older trial run.")))

    def _prompt(self, desk: Desk, seat: Seat, schedule: Schedule, number: int, subject: str) -> Prompt:
        return Prompt(
            id=_AFTER_ALL + number,
            team_id=seat.team.id,
            person_id=seat.person.id,
            subject=subject,
            audience="",
            due_at=desk.now,
            closes_at=closes(schedule, seat.reader.today, seat.person.zone),
            asks=check_in_of(schedule).asks,
            question=check_in_of(schedule).question,
        )


def _subjects(desk: Desk, seat: Seat, schedule: Schedule) -> list[str]:
    if not may(seat.permission, Act.ANSWER):
        return []
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    possible = candidates(desk, schedule, [one.role for one in held])
    check_in = check_in_of(schedule)
    turns = turns_of(desk, seat.team.id, check_in.asks, [seat.person])
    return turns.next(seat.person.id, possible, check_in.per_person)


def _any_time(seat: Seat) -> Schedule:
    return Schedule(team_id=seat.team.id, at=_NO_SCHEDULE_AT, settings={})
