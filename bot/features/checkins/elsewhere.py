"""Keeps the check-in's own message up to date when something changed through another, or before it came."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, FormSubmission, MessageRef
from bot.chat.replies import Replace, Reply
from bot.desk import Desk, Seat
from bot.features.checkins import cards
from bot.features.checkins.own import shown
from bot.schedule import outbox
from bot.store.models import Delivery, Prompt
from bot.store.queries import prompts, reminders

KEPT = timedelta(days=1)
# The message stands nowhere that it could be edited, and may still be shown to somebody.
NOT_THERE: Final = (*outbox.UNSENT, outbox.CALLED)


def answer_with(desk: Desk, call: ActionCall | FormSubmission, seat: Seat, prompt: Prompt) -> Reply:
    """The message that was answered from shows how it stands.

    If that is not the check-in's own, which shows it too, it says only that, unless more on it is open. A
    page shows by itself what more is open.
    """
    on_a_page = call.message is None
    if keep_up(desk, seat, prompt, call.key, call.message) and _more_is_open(desk, prompt) is on_a_page:
        return Replace(card(Paragraph(desk.t("Recorded. The check-in itself shows it now."))))
    return Replace(shown(desk, seat, prompt))


def keep_up(desk: Desk, seat: Seat, prompt: Prompt, key: str, changes: MessageRef | None = None) -> bool:
    """Let the check-in's own message show how things stand, once per `key`; whether it will.

    So do the reminders of it. Not the message that `changes` anyway. One that was not sent yet is not sent at
    all when nothing in it waits for an answer.
    """
    if prompt.delivery_id is None:
        return False
    for reminder in reminders.standing_of(desk.session, prompt):
        if not _is(changes, reminder):
            asked = reminders.reminded_of(desk.session, reminder.id)
            as_it_stands = cards.message(desk, seat.team, seat.person, asked)
            edit(desk, reminder, as_it_stands, f"edit:{reminder.id}:{key}")
    own = select(Delivery).where(Delivery.id == prompt.delivery_id).with_for_update()
    delivery = desk.session.scalars(own).one()
    if delivery.state in NOT_THERE:
        _redraw(desk, seat, delivery)
    elif delivery.state == outbox.SENT and delivery.message and not _is(changes, delivery):
        edit(desk, delivery, shown(desk, seat, prompt), f"edit:{delivery.id}:{key}")
        return True
    return False


def edit(desk: Desk, delivery: Delivery, becomes: Card, purpose: str) -> None:
    """Make a message that was delivered show another card, once per `purpose`."""
    message = outbox.Message(purpose, outbox.EDIT, becomes, delivery.team_id or "", desk.now, desk.now + KEPT)
    outbox.edit(desk.session, delivery, message, desk.now)


def _more_is_open(desk: Desk, prompt: Prompt) -> bool:
    together = prompts.on_the_same_message(desk.session, prompt)
    done = prompts.answered_among(desk.session, together)
    return any(one.id not in done and one.skipped_at is None and one.closes_at > desk.now for one in together)


def _redraw(desk: Desk, seat: Seat, delivery: Delivery) -> None:
    asked = prompts.carried_by(desk.session, delivery.id)
    done = prompts.answered_among(desk.session, asked)
    if all(one.id in done or one.skipped_at is not None for one in asked):
        delivery.state = outbox.CANCELLED
    else:
        delivery.card = card_to_data(cards.message(desk, seat.team, seat.person, asked))


def _is(message: MessageRef | None, delivery: Delivery) -> bool:
    return message is not None and message.message == delivery.message
