"""What an answer of a webhook means: taken, refused for good, or to be sent again.

The same webhook-id makes a second copy harmless, so whatever may have arrived may be sent again; only how
long to wait has to be decided.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from bot.chat.messenger import NotSent, Refused

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, *_BUSY})
# Seconds; the longest pause that a receiver may ask for.
_LONGEST = 6 * 3600.0


def of_status(status: int, wait: str, pause: float, now: datetime) -> NotSent | Refused | None:
    """What went wrong, or nothing; `pause` in seconds, unless `wait` (Retry-After) asks for another."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    if status == HTTPStatus.GONE:
        return Refused("place-gone", "410")
    if status in _AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        asked = retry_after(wait, now) if status in _BUSY else None
        return NotSent(f"the webhook says {status}", asked or pause, alone=True)
    # A redirect too: whoever answers could lead us to a machine that only we can reach.
    return Refused("invalid", str(status))


def retry_after(said: str, now: datetime) -> float | None:
    """The seconds that a receiver asks to wait (RFC 9110: seconds or a date), if that can be read."""
    if said.strip().isascii() and said.strip().isdigit():
        return min(float(said), _LONGEST)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), _LONGEST)
