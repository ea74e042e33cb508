"""What becomes of a message whose file cannot come with it: the words arrive and say so."""

from __future__ import annotations

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.cards import Card, Paragraph
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.models import Delivery, Person, Team

FILE_REFUSED = "file"


def send_without(desk: Desk, delivery: Delivery) -> None:
    """Send the words after all: the platform did not take the file."""
    t = _words_of(desk, delivery)
    platform = delivery.platform.capitalize()
    _leave_out(
        delivery,
        t(
            "The file itself is missing: {platform} did not take it. "
            "Whoever runs me finds the reason in my log; then ask for it again.",
            platform=platform,
        ),
    )
    delivery.state = outbox.PENDING


def hold_without(desk: Desk, delivery: Delivery) -> None:
    """What is shown behind a button in a channel brings no file."""
    if delivery.file_id is not None:
        t = _words_of(desk, delivery)
        _leave_out(
            delivery,
            t(
                "The file itself is missing: I bring files by direct message only, and you take none here. "
                "Allow direct messages, then ask for it again."
            ),
        )


def _leave_out(delivery: Delivery, said: Markup) -> None:
    drawn = card_from_data(delivery.card)
    delivery.card = card_to_data(Card((*drawn.parts, Paragraph(said))))
    delivery.file_id = None


def _words_of(desk: Desk, delivery: Delivery) -> Phrases:
    person = desk.session.get(Person, delivery.person_id) if delivery.person_id else None
    team = desk.session.get(Team, delivery.team_id) if delivery.team_id else None
    reader = person or team
    return desk.t if reader is None else desk.phrases_in(reader.locale)
