"""What people said moves and what is stuck, what is no longer, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.charts.gather import Known
from bot.desk import Desk
from bot.schedule.wall_clock import local_day
from bot.store.queries.movements import Movement as Said
from bot.store.queries.movements import by_indicator, movements
from rubric import measure
from rubric.model import Indicator

# So far back it is looked whether something was stuck.
_LOOKED_BACK: Final = timedelta(weeks=26)
_MOVES, _STUCK = measure.MOVING, measure.STUCK


@dataclass(frozen=True, slots=True)
class Movement:
    """Indicators of today in their order; who says that one is stuck outweighs who says that it moves.

    `disputed`: those of the stuck that are said to move too. `stuck_since`: by id, where that is longer ago
    than the time.
    """

    moved: tuple[Indicator, ...]
    unstuck: tuple[Indicator, ...]
    stuck: tuple[Indicator, ...]
    disputed: tuple[Indicator, ...]
    stuck_since: Mapping[str, date]


def movement(desk: Desk, known: Known, since: datetime, until: datetime) -> Movement:
    """What was said from `since` until just before `until`, beside what was said before."""
    said = movements(desk.session, known.team.id, since - _LOOKED_BACK, until)
    told = by_indicator(known.lineage.today, said)
    now = {name: {one.movement for one in rows if one.at >= since} for name, rows in told.items()}
    before = {name: _stuck_since(one for one in rows if one.at < since) for name, rows in told.items()}
    still = {name: _stuck_since(rows) for name, rows in told.items()}

    def those(wanted: Iterable[str]) -> tuple[Indicator, ...]:
        chosen = set(wanted)
        return tuple(each for each in known.lineage.today.indicators if each.id in chosen)

    return Movement(
        moved=those(name for name, said in now.items() if _MOVES in said and _STUCK not in said),
        unstuck=those(name for name, said in now.items() if said and before[name] and still[name] is None),
        stuck=those(name for name, said in now.items() if _STUCK in said),
        disputed=those(name for name, said in now.items() if {_MOVES, _STUCK} <= said),
        stuck_since={
            name: local_day(at, known.team.zone)
            for name, at in still.items()
            if at is not None and at < since and _STUCK in now[name]
        },
    )


def _stuck_since(rows: Iterable[Said]) -> datetime | None:
    return measure.stuck_since((one.at, one.movement) for one in rows)
