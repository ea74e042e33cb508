"""All that somebody has to rate, one indicator at a time: what is done and what is left; nothing is held.

In a rating window it is what the window asks about; else everything of their audiences, once a quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.schedule.check_in import check_in_of
from bot.schedule.unasked import scope_of
from bot.store.lineage import lineage_of
from bot.store.models import Occurrence, Rating, Schedule
from bot.store.queries import prompts, rating_windows
from bot.store.queries.rating_windows import Window
from rubric.asking import askable
from rubric.model import Indicator
from rubric.quarters import quarter_begins


@dataclass(frozen=True, slots=True)
class Walk:
    """The indicators in order, what was said of them so far, and when the window closes, if one is open."""

    indicators: tuple[Indicator, ...]
    ratings: Mapping[str, Rating]
    closes_at: datetime | None

    @property
    def left(self) -> tuple[Indicator, ...]:
        """What is not rated yet."""
        return tuple(one for one in self.indicators if one.id not in self.ratings)

    @property
    def done(self) -> int:
        """How many are rated."""
        return len(self.indicators) - len(self.left)


def walk_of(desk: Desk, seat: Seat) -> Walk:
    """The way of the caller through what is theirs to rate, as it stands."""
    return open_walk(desk, seat) or _this_quarter(desk, seat)


def open_walk(desk: Desk, seat: Seat) -> Walk | None:
    """The same while a rating window is open for them; None when none is."""
    window = rating_windows.open_window(desk.session, seat.team.id, seat.person.id, desk.now)
    return None if window is None else _in_window(desk, seat, window)


def place_of(desk: Desk, walk: Walk, indicator: Indicator) -> Markup:
    """`4 of 7`: which one it is, where the next is the one after those that are rated."""
    rated = [one.id for one in walk.indicators if one.id in walk.ratings]
    number = rated.index(indicator.id) + 1 if indicator.id in rated else len(rated) + 1
    return desk.t("{number} of {count}", number=number, count=max(number, len(walk.indicators)))


def _in_window(desk: Desk, seat: Seat, window: Window) -> Walk:
    session, team, person = desk.session, seat.team, seat.person
    instrument, lineage = desk.instrument(team), lineage_of(session, desk.instrument(team))
    occurrence = session.get_one(Occurrence, window.occurrence_id)
    check_in = check_in_of(session.get_one(Schedule, occurrence.schedule_id))
    roles = prompts.roles_of_people(session, team.id, occurrence.day, [person.id])[person.id]
    asked = askable(desk.library, instrument, scope_of(desk, team, check_in), roles)
    rated = rating_windows.rated_since(session, lineage, team.id, person.id, window.opens_at)
    return _without_declined(desk, seat, Walk(asked, rated, window.closes_at))


def _this_quarter(desk: Desk, seat: Seat) -> Walk:
    session, team, person = desk.session, seat.team, seat.person
    instrument, lineage = desk.instrument(team), lineage_of(session, desk.instrument(team))
    begins = quarter_begins(desk.team_reader(team).today)
    since = datetime.combine(begins, time(), ZoneInfo(team.zone))
    rated = rating_windows.rated_since(session, lineage, team.id, person.id, since)
    own = instrument.for_audiences(desk.audiences(seat))
    return _without_declined(desk, seat, Walk(own, rated, None))


def _without_declined(desk: Desk, seat: Seat, walk: Walk) -> Walk:
    """The same without what they said is not theirs to answer, unless they rated it after all."""
    declined = prompts.declined_subjects(desk.session, seat.team, [seat.person])[seat.person.id]
    kept = tuple(one for one in walk.indicators if one.id not in declined or one.id in walk.ratings)
    return Walk(kept, walk.ratings, walk.closes_at)
