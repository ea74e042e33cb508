"""Show me mine: what waits for somebody, shown in the channel to that person alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.chat.events import ActionCall
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Action, Route
from bot.desk import Desk
from bot.features.waiting import cards
from bot.schedule import outbox
from bot.store.models import Delivery, Person
from bot.store.queries import prompts, seats

_WAITS = (outbox.HELD, outbox.CALLED)


def mine(desk: Desk, call: ActionCall) -> Reply:
    """Everything of the caller's that waits in that team and is still open."""
    return _show(desk, call, call.argument)


def mine_of_old(desk: Desk, call: ActionCall) -> Reply:
    """The same from a call of before, which was for one message."""
    delivery = desk.session.get(Delivery, int(call.argument))
    return _show(desk, call, (delivery.team_id or "") if delivery else "")


def _show(desk: Desk, call: ActionCall, team_id: str) -> Reply:
    who = call.person
    person = seats.person_of(desk.session, who.platform, who.workspace, who.account)
    waiting = [one for one in _waiting(desk, person, team_id) if not _settled(desk, one)] if person else []
    if not waiting:
        raise refusal(
            desk.t("Nothing is waiting for you here. What was asked earlier may have closed by now.")
        )
    for one in waiting:
        if not prompts.carried_by(desk.session, one.id):
            # It has said what it had to say.
            one.state, one.sent_at = outbox.SENT, desk.now
    return Say(cards.shown(desk, waiting))


def _waiting(desk: Desk, person: Person, team_id: str) -> Sequence[Delivery]:
    return desk.session.scalars(
        select(Delivery)
        .where(Delivery.person_id == person.id, Delivery.team_id == team_id)
        .where(Delivery.state.in_(_WAITS), Delivery.not_before <= desk.now, Delivery.expires_at > desk.now)
        .order_by(Delivery.id.desc())
    ).all()


def _settled(desk: Desk, delivery: Delivery) -> bool:
    """Whether every question that it carries was answered or skipped."""
    asked = prompts.carried_by(desk.session, delivery.id)
    answers = prompts.answers_to(desk.session, asked)
    return bool(asked) and all(one.id in answers or one.skipped_at is not None for one in asked)


ROUTES: tuple[Route, ...] = (Action("waiting-mine", mine), Action("waiting", mine_of_old))
