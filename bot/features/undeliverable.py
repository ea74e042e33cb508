"""When a message can never reach somebody: the facilitator is told once, and the channel is asked to help."""

from __future__ import annotations

from bot.desk import Desk
from bot.store.models import Delivery


def on_failure(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Act on a delivery that was refused for good; `reason` as in `bot.chat.messenger.Refused`."""
