"""What the team agreed on anew, what it works on and how that has changed, how far its goals are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.digest.gather.rated import rated_anew
from bot.features.digest.week import Agreed, Focus, Gap
from bot.schedule.check_in import MOST_IN_FOCUS
from bot.schedule.wall_clock import local_day
from bot.store.models import AgreedState
from bot.store.queries import consensus
from rubric.model import Indicator


def agreed_anew(desk: Desk, known: Known, since: datetime, until: datetime) -> tuple[Agreed, ...]:
    """What was agreed from `since` until just before `until`, in the instrument's order."""
    rounds = consensus.ended_between(desk.session, known.team.id, since, until)
    days = local_day(since, known.team.zone), local_day(until, known.team.zone)
    return tuple(_anew(known, rounds, days))


def _anew(known: Known, rounds: frozenset[int], days: tuple[date, date]) -> Iterator[Agreed]:
    for indicator in known.lineage.today.indicators:
        rows = known.agreed.get(indicator.id, ())
        if rows and _is_new(rows[-1], rounds, days):
            before = [row.level for row in rows if not _is_new(row, rounds, days)]
            yield _agreed(indicator, rows[-1], before)


def _is_new(row: AgreedState, rounds: frozenset[int], days: tuple[date, date]) -> bool:
    """By the round in which it was agreed; what was agreed elsewhere has only a day."""
    if row.round_id is not None:
        return row.round_id in rounds
    return days[0] < row.agreed_on <= days[1]


def _agreed(indicator: Indicator, row: AgreedState, before: Sequence[int]) -> Agreed:
    return Agreed(indicator, row.level, before[-1] if before else None, row.people, row.provisional)


def gaps(known: Known) -> tuple[Gap, ...]:
    """The goals that are not reached, the next due first."""
    every = [_gap(known, indicator_id) for indicator_id in known.focus]
    return tuple(one for one in every if one.left > 0)


def focus(
    desk: Desk, known: Known, agreed: Sequence[Agreed], since: datetime, until: datetime
) -> tuple[Focus, ...]:
    """What the team works on now, without what was reached before."""
    anew = {one.indicator.id: one for one in agreed}
    ids = known.focus[:MOST_IN_FOCUS]
    rated = rated_anew(desk, known, [one for one in ids if one not in anew], since, until)
    every = [Focus(_gap(known, one), anew.get(one), rated.get(one)) for one in ids]
    return tuple(one for one in every if one.gap.left > 0 or one.agreed)


def _gap(known: Known, indicator_id: str) -> Gap:
    state = known.newest(indicator_id)
    indicator = known.lineage.today.indicator(indicator_id)
    return Gap(indicator, None if state is None else state.level, known.goals[indicator_id])
