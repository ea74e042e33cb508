"""The round's messages in the team's channels: posted once, then brought up to what is so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card
from bot.desk import Desk
from bot.features.consensus import cards
from bot.features.consensus.view import team_view
from bot.schedule import outbox
from bot.store.models import ConsensusRound, Delivery
from bot.store.queries import seats

# While it is unknown whether a message stands, it is looked at again this much later.
_AGAIN = timedelta(seconds=3)
_KEPT = timedelta(days=1)
_UNKNOWN = (outbox.SENDING, outbox.AMBIGUOUS)


def post(desk: Desk, one: ConsensusRound) -> int:
    """Post the round to every channel of its team; to how many."""
    drawn, expires_at = cards.message(team_view(desk, one)), (one.closes_at or desk.now) + _KEPT
    channels = seats.channels_of(desk.session, one.team_id)
    for channel in channels:
        message = outbox.Message(
            f"{_purpose(one)}{channel.id}", outbox.NOTICE, drawn, one.team_id, desk.now, expires_at
        )
        outbox.to_channel(desk.session, channel, message, desk.now)
    return len(channels)


def show(desk: Desk, one: ConsensusRound) -> None:
    """Let every channel show the round as it is now; what was not sent yet goes out so."""
    drawn = cards.message(team_view(desk, one))
    posted = _posted(desk, one)
    for delivery in posted:
        _bring_up(desk, one, delivery, drawn)
    one.shown_at = desk.now
    if any(delivery.state in _UNKNOWN for delivery in posted):
        one.changed_at = desk.now + _AGAIN


def _bring_up(desk: Desk, one: ConsensusRound, delivery: Delivery, drawn: Card) -> None:
    if delivery.state == outbox.PENDING:
        delivery.card = card_to_data(drawn)
    elif waiting := _unsent_edit(desk, delivery):
        waiting.card = card_to_data(drawn)
    else:
        purpose = f"consensus-edit:{one.id}:{delivery.id}:{desk.now.isoformat()}"
        edit = outbox.Message(purpose, outbox.EDIT, drawn, one.team_id, desk.now, desk.now + _KEPT)
        outbox.edit(desk.session, delivery, edit, desk.now)


def _unsent_edit(desk: Desk, delivery: Delivery) -> Delivery | None:
    """The edit of the same message that is still on its way: the last state wins."""
    return desk.session.scalar(
        select(Delivery)
        .where(Delivery.kind == outbox.EDIT, Delivery.state == outbox.PENDING)
        .where(Delivery.channel == delivery.channel, Delivery.message == delivery.message)
        .limit(1)
    )


def _posted(desk: Desk, one: ConsensusRound) -> Sequence[Delivery]:
    return desk.session.scalars(
        select(Delivery).where(Delivery.purpose.startswith(_purpose(one))).order_by(Delivery.id)
    ).all()


def _purpose(one: ConsensusRound) -> str:
    return f"consensus:{one.id}:"
