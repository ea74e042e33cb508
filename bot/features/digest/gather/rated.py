"""How ratings have changed: only between figures that were both shown, and only for the same raters.

Nothing is published here. What was shown before the time is compared with what was shown in it, so the
comparison tells nothing that was not there to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.digest.week import Rated
from bot.published import group_floor
from bot.store.models import Rating
from bot.store.queries import publications
from bot.store.queries.publications import Published
from rubric import measure


def rated_anew(
    desk: Desk, known: Known, ids: Sequence[str], since: datetime, until: datetime
) -> Mapping[str, Rated]:
    """By indicator id, what became of those of which new figures were shown in the time."""
    names = {one: {one, *(old for _, old in known.lineage.ids_of_then(one))} for one in ids}
    subjects = {name for every in names.values() for name in every}
    now = publications.newest_before(desk.session, known.team.id, subjects, until)
    fresh = [one for one in ids if (shown := _newest(now, names[one])) and shown.at >= since]
    if not fresh:
        return {}
    before = publications.newest_before(desk.session, known.team.id, subjects, since)
    pairs = {one: (_newest(before, names[one]), _newest(now, names[one])) for one in fresh}
    wanted = {id_ for pair in pairs.values() for one in pair if one for id_ in one.answers}
    ratings = publications.ratings_by_id(desk.session, wanted)
    floor = group_floor(known.team)
    return {
        name: _compared(_levels(earlier, ratings), _levels(later, ratings), floor)
        for name, (earlier, later) in pairs.items()
        if earlier and later
    }


def _newest(shown: Mapping[str, Published], names: set[str]) -> Published | None:
    return max((shown[name] for name in names if name in shown), key=lambda one: one.at, default=None)


def _levels(shown: Published, ratings: Mapping[int, Rating]) -> Mapping[int, int]:
    """The levels that were shown, by who gave them."""
    rows = [ratings[id_] for id_ in shown.answers if id_ in ratings]
    return {row.person_id: row.level for row in rows if row.level is not None}


def _compared(before: Mapping[int, int], after: Mapping[int, int], floor: int) -> Rated:
    if before.keys() != after.keys() or not measure.publishable(len(after), floor):
        return Rated()
    middle = measure.median
    return Rated(len(after), middle(list(before.values())), middle(list(after.values())))
