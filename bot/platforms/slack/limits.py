"""How fast Slack takes messages, as its page on rate limits has it.

Posts: "several hundred" a minute in a workspace and about one a second in a channel, with short bursts. We
take that as 500 a minute: 20 at once, then nearly 8 a second. `chat.update` is tier 3, 50 a minute; what
people press is answered through it too, so what changes by itself leaves a third of it free.
"""

from __future__ import annotations

from bot.chat.sending_limits import Allowance, SendingLimits

POSTS_PER_MINUTE = 500
# The share of a minute's posts that may go at once; the rest is spread over the minute.
_BURST = 0.04
_MINUTE = 60.0
# Where an installation is allowed a hundred posts a second, each of which takes a third of one.
_AT_ONCE = 32
# Slack counts by the minute, so a quarter of a second is nothing to it.
_STEP = 0.25


def sending_limits(posts_per_minute: int = POSTS_PER_MINUTE) -> SendingLimits:
    """What each workspace takes: in any minute never more than `posts_per_minute` posts."""
    burst = max(2.0, posts_per_minute * _BURST)
    return SendingLimits(
        # What waited for a step belongs to the minute before it.
        posts=Allowance((posts_per_minute - burst) / (_MINUTE + _STEP), burst),
        place=Allowance(1.0, 5.0),
        at_once=_AT_ONCE,
        edits=Allowance(0.5, 5.0),
        reserve=burst / 2,
        step=_STEP,
    )
