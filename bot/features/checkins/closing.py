"""Says on every message that is still open when a window of it is over that this is closed, once each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import BindParameter, Select, String, bindparam, cast, literal, or_, select
from sqlalchemy.orm import Session, aliased

from bot.chat.replies import Refusal
from bot.desk import Desk
from bot.features.checkins import cards
from bot.features.checkins.elsewhere import edit
from bot.schedule import anew, outbox
from bot.schedule.check_in import KIND
from bot.store.models import Delivery, Occurrence, Person, Prompt, Schedule, Team
from bot.store.prepared import Prepared
from bot.store.queries import prompts, reminders

AT_ONCE: Final = 50
# What closed longer ago, while the bot was away, stays as it is.
_NEWS_FOR: Final = timedelta(days=3)
_PURPOSE: Final = "closed:"


class Closing:
    """The chore of closing (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether the window of a check-in is over and its messages do not say so yet."""
        return bool(_any_over().rows(session, {"now": now}))

    def run(self, desk: Desk) -> None:
        """Edit the next messages of one check-in; with the last of them it is closed."""
        locked = _over(desk.now).limit(1).with_for_update(skip_locked=True, of=Occurrence)
        occurrence = desk.session.scalar(locked)
        if occurrence is None:
            return
        left = _still_open(desk, occurrence) if occurrence.closes_at > desk.now - _NEWS_FOR else ()
        for delivery in left:
            _close(desk, delivery, occurrence)
        if len(left) < AT_ONCE:
            occurrence.state = anew.CLOSED


@cache
def _any_over() -> Prepared:
    """Asked at every tick, so it is made once."""
    return Prepared(_over(bindparam("now")).with_only_columns(Occurrence.id).limit(1))


def _over(now: datetime | BindParameter[datetime]) -> Select[tuple[Occurrence]]:
    return (
        select(Occurrence)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Occurrence.state == anew.FILLED, Occurrence.closes_at <= now, Schedule.kind == KIND)
        .order_by(Occurrence.id)
    )


def _still_open(desk: Desk, occurrence: Occurrence) -> Sequence[Delivery]:
    """The next messages and reminders that ask something that was not answered and are not closed yet."""
    closed = aliased(Delivery)
    # With the end of somebody's term all windows of a message are over at once.
    purposes = [
        literal(f"{_PURPOSE}{which}") + cast(Delivery.id, String) for which in (f"{occurrence.id}:", "")
    ]
    said = select(closed.id).where(closed.purpose.in_(purposes))
    asked = select(Prompt.delivery_id).where(Prompt.occurrence_id == occurrence.id, ~prompts.answered())
    return desk.session.scalars(
        select(Delivery)
        .where(or_(Delivery.id.in_(asked), Delivery.id.in_(reminders.unanswered(occurrence.id))))
        .where(Delivery.state == outbox.SENT, Delivery.message.is_not(None))
        .where(Delivery.person_id.is_not(None), ~said.exists())
        .order_by(Delivery.id)
        .limit(AT_ONCE)
    ).all()


def _close(desk: Desk, delivery: Delivery, occurrence: Occurrence) -> None:
    team = desk.session.get_one(Team, delivery.team_id)
    person = desk.session.get_one(Person, delivery.person_id)
    asked = prompts.carried_by(desk.session, delivery.id) or reminders.reminded_of(desk.session, delivery.id)
    try:
        card = cards.message(desk, team, person, asked)
    except Refusal as gone:
        # The rubric has lost what it asks about, which is what the message says from now on.
        card = gone.card
    edit(desk, delivery, card, f"{_PURPOSE}{occurrence.id}:{delivery.id}")
