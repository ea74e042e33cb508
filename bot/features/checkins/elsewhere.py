"""When an answer came from another message than the check-in's own, the check-in shows it all the same."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.replies import Replace, Reply
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.models import Delivery, Prompt

KEPT = timedelta(days=1)


def answer_with(desk: Desk, call: ActionCall | FormSubmission, prompt: Prompt, shown: Card) -> Reply:
    """The message that was answered from becomes `shown`; if that is not the check-in's own, both change."""
    delivery = desk.session.get(Delivery, prompt.delivery_id) if prompt.delivery_id else None
    if delivery is None or delivery.message is None or _is_its_own(call, delivery):
        return Replace(shown)
    outbox.edit(
        desk.session,
        delivery,
        outbox.Message(
            f"edit:{delivery.id}:{call.key}", outbox.EDIT, shown, prompt.team_id, desk.now, desk.now + KEPT
        ),
        desk.now,
    )
    return Replace(card(Paragraph(desk.t("Recorded. The check-in itself shows it now."))))


def _is_its_own(call: ActionCall | FormSubmission, delivery: Delivery) -> bool:
    return call.message is not None and call.message.message == delivery.message
