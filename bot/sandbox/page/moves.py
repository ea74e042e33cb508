"""Where the clock goes when somebody asks for the next event, another day or week, or an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.hands import CannotDo
from bot.sandbox.page.malformed import Malformed
from bot.sandbox.time_travel import TimeTravel

_STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
_FARTHEST = timedelta(days=366)
_EXPECTED = 'Expected "next", "day", "week" or an instant such as "2026-12-08T15:00:00Z"'


async def destination(move: str, time: TimeTravel, zone: str) -> datetime:
    """Work out the instant (UTC); a day or week later is the same wall-clock time in the zone."""
    if move == "next":
        upcoming = await time.next_event()
        if upcoming is None:
            raise CannotDo("Nothing is planned, so there is no next event to go to.")
        return upcoming.at
    now = time.now()
    if move in _STEPS:
        return (now.astimezone(ZoneInfo(zone)) + _STEPS[move]).astimezone(UTC)
    return _instant(move, now)


def _instant(move: str, now: datetime) -> datetime:
    try:
        instant = datetime.fromisoformat(move)
    except ValueError:
        raise Malformed(f'move is "{move}". {_EXPECTED}') from None
    if instant.tzinfo is None:
        raise Malformed(f'move is "{move}", without a zone. {_EXPECTED}')
    if instant < now:
        raise CannotDo(f"The clock only goes forward; it is {now.isoformat(timespec='minutes')} already.")
    if instant - now > _FARTHEST:
        raise CannotDo(f"One move goes a year at most; it is {now.isoformat(timespec='minutes')} now.")
    return instant.astimezone(UTC)
