"""How fast Discord takes messages from a bot, in all servers together.

Documented: 50 requests a second, and more than 10,000 refused ones in ten minutes get the address banned; so
we keep below. The limit of a channel is told in headers only; 5 messages in 5 seconds are usual. Opening a
person's direct message is a request of its own, an edit reads the message first.
"""

from __future__ import annotations

from bot.chat.sending_limits import Allowance, SendingLimits

REQUESTS_PER_SECOND = 50
# More requests at once make Discord slower, not faster.
AT_ONCE = 8
_BURST = 2.0


def sending_limits(requests_per_second: int = REQUESTS_PER_SECOND) -> SendingLimits:
    """What the whole bot may send: in any second never more than `requests_per_second` requests."""
    return SendingLimits(
        posts=Allowance(max(1.0, requests_per_second - _BURST), _BURST),
        place=Allowance(1.0, 5.0),
        at_once=2 * AT_ONCE,
        whole_bot=True,
        calls_to_edit=2,
        first_contact=1,
    )
