"""When somebody's term in a team is over: nothing more is sent to them for it, and open questions close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.chat.cards import Paragraph, card
from bot.desk import Desk
from bot.features.roster.inheriting import surely_today
from bot.schedule import outbox
from bot.store.models import Delivery, Occurrence, Person, Prompt, Team
from bot.store.queries import departures, prompts
from bot.store.queries.absences import leave_alone

AT_ONCE: Final = 20
_KEPT: Final = timedelta(days=2)
_LEFT: Final = "left"


class Leaving:
    """The chore of closing what stands open before those who left (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether somebody left a team in which they could still answer something."""
        return departures.any_leaver(session, surely_today(now), now)

    def run(self, desk: Desk) -> None:
        """Close the questions of the next people, and send nothing more."""
        found = departures.leavers(desk.session, surely_today(desk.now), desk.now, AT_ONCE)
        for team_id, person in dict.fromkeys((seat.team_id, person) for seat, person in found):
            _close(desk, desk.session.get_one(Team, team_id), person)


def _close(desk: Desk, team: Team, person: Person) -> None:
    asked = departures.open_questions(desk.session, team.id, person.id, desk.now)
    done = prompts.answered_among(desk.session, asked)
    open_ = [one for one in asked if one.id not in done]
    desk.session.execute(
        update(Delivery)
        .where(Delivery.person_id == person.id, Delivery.team_id == team.id)
        .where(Delivery.state.in_(outbox.UNSENT), Delivery.kind != outbox.EDIT)
        .values(state=outbox.CANCELLED)
    )
    _say_so(desk, team, person, open_)
    for prompt in asked:
        prompt.closes_at = desk.now
    for occurrence_id in sorted({one.occurrence_id for one in open_}):
        leave_alone(desk.session, desk.session.get_one(Occurrence, occurrence_id), {person.id: _LEFT})


def _say_so(desk: Desk, team: Team, person: Person, open_: Sequence[Prompt]) -> None:
    """The messages themselves say it, each once; that a window of it closes is not said after it."""
    t = desk.phrases_in(person.locale)
    words = t(
        "You are not on the roster of {team} any more, so this is closed. What you said stays on record.",
        team=team.name,
    )
    ids = {one.delivery_id for one in open_ if one.delivery_id is not None}
    for delivery in desk.session.scalars(select(Delivery).where(Delivery.id.in_(ids)).order_by(Delivery.id)):
        purpose = f"closed:{delivery.id}"
        message = outbox.Message(
            purpose, outbox.EDIT, card(Paragraph(words)), team.id, desk.now, desk.now + _KEPT
        )
        outbox.edit(desk.session, delivery, message, desk.now)
