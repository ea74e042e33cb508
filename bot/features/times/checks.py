"""What stands against times that were understood: an hour at which nobody writes, or no hour left at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.times.wishes import AT_EXAMPLE, QUIET_EXAMPLE, Wish
from bot.schedule.availability import OwnTimes, timing
from bot.schedule.own_times import Timing
from bot.schedule.wall_clock import instant_of

_HALF_HOURS: Final = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


def objections(desk: Desk, held: Sequence[Seat], wish: Wish) -> dict[str, Markup]:
    """What is wrong, by field, in the teams that the person is in."""
    t = desk.t
    for seat in held:
        times = merged(seat, wish)
        today = seat.reader.today
        if not any(_is_loud(times, today, at) for at in _HALF_HOURS):
            return {
                "quiet": t(
                    "With the quiet hours of {team} this leaves no time of day. Try: `{example}`",
                    team=seat.team.name,
                    example=QUIET_EXAMPLE,
                )
            }
        if wish.own_time is not None and not _is_loud(times, today, wish.own_time):
            return {
                "at": t(
                    "{time} lies in quiet hours, in which I do not write to you. Try: `{example}`",
                    time=seat.reader.clock_time(wish.own_time),
                    example=AT_EXAMPLE,
                )
            }
    return {}


def merged(seat: Seat, wish: Wish) -> Timing:
    """The times that would hold for somebody in a team."""
    own = OwnTimes(seat.person.zone, wish.own_time, wish.own_days, wish.quiet_from, wish.quiet_until)
    return timing(seat.team, own)


def _is_loud(times: Timing, day: date, at: time) -> bool:
    instant = instant_of(day, at, times.zone)
    return all(hours.allows(instant, times.zone) for hours in times.quiet)
