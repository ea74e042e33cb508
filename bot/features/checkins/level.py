"""Where an indicator stands: as the team agreed, else as the person rated it, else at the lowest level."""

from __future__ import annotations

from bot.desk import Desk, Seat
from bot.store.lineage import lineage_of
from bot.store.queries import ratings
from rubric.model import Indicator


def current_level(desk: Desk, seat: Seat, indicator: Indicator) -> int:
    """The number of the level."""
    lineage = lineage_of(desk.session, desk.instrument(seat.team))
    agreed = ratings.agreed(desk.session, lineage, seat.team.id).newest.get(indicator.id)
    if agreed is not None:
        return agreed.level
    own = ratings.latest_by(desk.session, lineage, seat.team.id, seat.person.id, indicator.id)
    if own is not None and own.level is not None:
        return own.level
    return indicator.descriptors[0].level.number
