"""How fast webhooks are called. Nobody says what they take: a few at once, and to each one a second."""

from __future__ import annotations

from bot.chat.sending_limits import Allowance, SendingLimits

AT_ONCE = 8


def sending_limits() -> SendingLimits:
    """What all webhooks together get from one process."""
    return SendingLimits(
        posts=Allowance(10.0, 10.0), place=Allowance(1.0, 3.0), at_once=AT_ONCE, whole_bot=True
    )
