"""At which moment comes what nobody asked for: with others of that moment, never as a third of a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.schedule.own_times import Timing
from bot.schedule.unprompted import MOST_A_DAY, has_room, unprompted
from bot.schedule.wall_clock import instant_of, local_day, local_time

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that somebody got unasked at an instant, or will get: then that is now or later.

    `open_for` is the team whose questions still fit in, because it is a check-in of that team and not on its
    way yet; `delivery_id` is None for one that is only thought of.
    """

    at: datetime
    open_for: str = ""
    delivery_id: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When questions come, and the message that carries them too; None: one of their own."""

    due_at: datetime
    joins: Letter | None = None


def letters_to(
    desk: Desk, person_ids: Sequence[int], without: Collection[int] = (), *, locked: bool = True
) -> dict[int, list[Letter]]:
    """What each of the people gets unasked from yesterday on, without the deliveries of these ids.

    `locked`: none of it can go out until the commit.
    """
    found: dict[int, list[Letter]] = {person_id: [] for person_id in person_ids}
    for one in unprompted(desk.session, person_ids, desk.now - 2 * _DAY, locked=locked):
        if one.id not in without:
            room = has_room(one) and one.team_id is not None
            at = max(one.not_before, desk.now) if room else one.sent_at or one.not_before
            found[one.person_id].append(Letter(at, one.team_id or "" if room else "", one.id))
    return found


def moment(
    letters: Sequence[Letter], team_id: str, window: tuple[datetime, datetime], times: Timing, now: datetime
) -> Moment | None:
    """When what has a window comes; None when each of its days has its messages already.

    `team_id` is whose questions it may be put together with; empty for what stands alone.
    What would be the third message of a day goes into the day's last that is still to come and has room for
    it, else to the next day on which the person can be written to, at the same time of day.
    """
    due_at, closes_at = window
    if not letters:
        return Moment(due_at)
    at: datetime | None = due_at
    while at is not None:
        if found := _on_the_day(letters, team_id, at, closes_at, times.zone, now):
            return found
        tomorrow = local_day(max(at, now), times.zone) + _DAY
        at = times.next_allowed(
            instant_of(tomorrow, local_time(due_at, times.zone).time(), times.zone), closes_at
        )
    return None


def _on_the_day(
    letters: Sequence[Letter], team_id: str, at: datetime, closes_at: datetime, zone: str, now: datetime
) -> Moment | None:
    goes_out = max(at, now)
    day = local_day(goes_out, zone)
    of_day = sorted((one for one in letters if local_day(one.at, zone) == day), key=lambda one: one.at)
    joins = [one for one in of_day if one.open_for and one.open_for == team_id]
    with_room = [one for one in joins if goes_out <= one.at < closes_at]
    together = next((one for one in with_room if one.at == goes_out), None)
    if together is not None or len(of_day) < MOST_A_DAY:
        return Moment(at, together)
    return Moment(with_room[-1].at, with_room[-1]) if with_room else None
