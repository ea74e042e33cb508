"""Looks at the reminders that are due: who is still to be reminded gets one message for all that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.chat.cards import Card
from bot.chat.replies import Refusal
from bot.desk import Desk
from bot.features.reminders import cards, silence
from bot.features.reminders.decision import APART, LAST_HOUR, Silence, decide
from bot.features.reminders.facts import Known, Window, known_of
from bot.permissions import Act, may
from bot.schedule import outbox
from bot.schedule.availability import availability, timing
from bot.schedule.own_times import Timing
from bot.schedule.unprompted import MOST_A_DAY
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.models import Delivery, Reminder
from bot.store.queries import reminders, roster, seats

AT_ONCE: Final = 50
_DAY: Final = timedelta(days=1)


def remind(desk: Desk, draw: cards.Draw) -> None:
    """Look at the next reminders that are due."""
    due = reminders.due(desk.session, desk.now, AT_ONCE)
    for known in known_of(desk, due):
        own = [one for one in due if (one.person_id, one.team_id) == (known.person.id, known.team.id)]
        _Look(desk, known, timing(known.team, known.person), draw).at(own)


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at one person of one team."""

    desk: Desk
    known: Known
    times: Timing
    draw: cards.Draw

    def at(self, due: Sequence[Reminder]) -> None:
        """Put off what is not due yet, forget what is not needed, and send the rest as one."""
        alone = self._is_left_alone()
        now_due: list[Window] = []
        for row in due:
            window = next((one for one in self.known.windows if one.occurrence_id == row.occurrence_id), None)
            found = self._decided(window, alone=alone) if window else None
            row.due_at = found if isinstance(found, datetime) else None
            if window is not None and found == self.desk.now:
                now_due.append(window)
        if now_due:
            self._write([*now_due, *self._others(now_due)])

    def _decided(self, window: Window, *, alone: bool) -> datetime | Silence:
        now, last_message = self.desk.now, self.known.last_message
        found = decide(window.question, self.times, now, last_message=last_message, alone=alone)
        if found == now and self.known.got_on_the_day_of(now) >= MOST_A_DAY:
            tomorrow = instant_of(local_day(now, self.times.zone) + _DAY, time.min, self.times.zone)
            return decide(window.question, self.times, tomorrow, last_message=last_message)
        return found

    def _is_left_alone(self) -> bool:
        person, team = self.known.person, self.known.team
        today = local_day(self.desk.now, person.zone)
        seat = roster.seat_of(self.desk.session, team.id, person.id, today)
        account = seats.account_for(self.desk.session, person.id)
        # Behind a button in the channel a reminder would tell everybody who has not answered.
        if account is None or not seats.gets_direct(account):
            return True
        if seat is None or not may(seat.permission, Act.ANSWER):
            return True
        there = availability(self.desk.session, team, [person], today)[person.id].there
        return not there or silence.asked_already(self.desk, self.known)

    def _others(self, now_due: Sequence[Window]) -> list[Window]:
        """What else stands open before the person and would be reminded of on its own later."""
        return [
            one
            for one in self.known.windows
            if one not in now_due
            and one.planned is not None
            and one.question.left
            and one.question.asked_at is not None
            and one.question.closes_at - LAST_HOUR > self.desk.now
            and (one.question.snoozed_until is None or one.question.snoozed_until <= self.desk.now)
        ]

    def _write(self, windows: Sequence[Window]) -> None:
        count = silence.unanswered_in_a_row(self.known, self.desk.now)
        if count >= silence.IN_A_ROW:
            card = cards.shall_i_pause(self.desk, self.known.person, count)
            self._forget(windows, self._send(silence.purpose(self.known), card, windows))
        else:
            self._remind(windows)

    def _remind(self, windows: Sequence[Window]) -> None:
        left = [prompt for window in windows for prompt in window.prompts]
        last = all(one.question.reminded + 1 >= one.question.wanted for one in windows)
        person, team = self.known.person, self.known.team
        try:
            card = cards.reminder(self.desk, team, person, left, self.draw, last=last)
        except Refusal:
            # The rubric has lost what it asks about; whoever presses a button there is told.
            self._forget(windows, None)
            return
        first = windows[0]
        purpose = f"reminder:{first.occurrence_id}:{person.id}:{first.question.reminded + 1}"
        delivery = self._send(purpose, card, windows)
        for window in windows:
            self._note(window, delivery)

    def _send(self, purpose: str, card: Card, windows: Sequence[Window]) -> Delivery | None:
        """Once, and not past its sense: before the next could be due, and not in the last hour."""
        now = self.desk.now
        until = min(now + APART, *(one.question.closes_at - LAST_HOUR for one in windows))
        message = outbox.Message(purpose, outbox.REMINDER, card, self.known.team.id, now, until)
        return outbox.to_person(self.desk.session, self.known.person, message, now)

    def _note(self, window: Window, delivery: Delivery | None) -> None:
        """The reminder is written, and the next one planned if there is to be one."""
        row = next(one for one in window.reminders if one.written_at is None)
        row.due_at, row.written_at = None, self.desk.now
        row.delivery_id = delivery.id if delivery else None
        once_more = replace(window.question, reminded=window.question.reminded + 1)
        again = decide(once_more, self.times, self.desk.now, last_message=self.desk.now)
        if isinstance(again, datetime):
            self.desk.session.add(
                Reminder(
                    team_id=row.team_id,
                    occurrence_id=row.occurrence_id,
                    person_id=row.person_id,
                    number=row.number + 1,
                    due_at=again,
                )
            )

    def _forget(self, windows: Sequence[Window], instead: Delivery | None) -> None:
        """No reminder comes of them; `instead` is what is sent in its place."""
        for window in windows:
            for row in window.reminders:
                if row.written_at is None:
                    row.due_at, row.delivery_id = None, instead.id if instead else None
