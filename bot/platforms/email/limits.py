"""How fast a mail server takes messages: as its owner says; Microsoft 365, for one, takes 30 a minute."""

from __future__ import annotations

from bot.chat.sending_limits import Allowance, SendingLimits

MESSAGES_PER_MINUTE = 30
# Connections at the same time; many servers count more as an attack.
AT_ONCE = 4
_BURST = 0.1
_MINUTE = 60.0


def sending_limits(messages_per_minute: int = MESSAGES_PER_MINUTE) -> SendingLimits:
    """What the server takes: in any minute never more than `messages_per_minute`, at least 2."""
    burst = max(1.0, messages_per_minute * _BURST)
    posts = Allowance((messages_per_minute - burst) / _MINUTE, burst)
    return SendingLimits(posts, place=Allowance(1.0, 5.0), at_once=AT_ONCE, whole_bot=True)
