"""What a team's own agreements say: what was agreed anew, which goals were reached, are late or lie ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from bot.charts.gather import Known
from bot.features.stepback.quarter import Aim, Anew, Progress, Reached
from bot.schedule.wall_clock import local_day
from bot.store.models import AgreedState, Goal
from bot.store.queries import ratings
from rubric import measure
from rubric.model import Indicator

Days = tuple[date, date]


def progress(session: Session, known: Known, days: Days, moving: Sequence[Indicator]) -> Progress:
    """What came of the work from one day to another; what was agreed anew is not also said to move."""
    anew = tuple(_anew(known, days))
    agreed = {one.indicator.id for one in anew}
    goals = ratings.goals_ever(session, known.lineage, known.team.id).rows
    reached = [
        found
        for each in known.lineage.today.indicators
        if (found := _reached(each, known, goals.get(each.id, ()), days)) is not None
    ]
    return Progress(anew, tuple(reached), tuple(one for one in moving if one.id not in agreed))


def late(known: Known, today: date) -> tuple[Aim, ...]:
    """The goals whose day is over and that are not reached, the longest over first."""
    return tuple(one for one in _aims(known) if one.goal.by_day < today)


def ahead(known: Known, today: date) -> tuple[Aim, ...]:
    """The goals whose day is still to come, the nearest first."""
    return tuple(one for one in _aims(known) if one.goal.by_day >= today)


def _anew(known: Known, days: Days) -> Iterator[Anew]:
    for indicator in known.lineage.today.indicators:
        rows = known.agreed.get(indicator.id, ())
        if rows and _within(rows[-1], days):
            before = [row.level for row in rows if row.agreed_on < days[0]]
            yield Anew(indicator, before[-1] if before else None, rows[-1])


def _within(row: AgreedState, days: Days) -> bool:
    return days[0] <= row.agreed_on <= days[1]


def _reached(indicator: Indicator, known: Known, goals: Iterable[Goal], days: Days) -> Reached | None:
    """The newest goal of an indicator that was reached in the time."""
    states = [(row.agreed_on, row.level) for row in known.agreed.get(indicator.id, ())]
    found: Reached | None = None
    for goal in goals:
        ended_on = local_day(goal.ended_at, known.team.zone) if goal.ended_at else None
        day = measure.reached_on(goal.level, goal.set_on, ended_on, states)
        if day is not None and days[0] <= day <= days[1]:
            found = Reached(indicator, goal, day)
    return found


def _aims(known: Known) -> list[Aim]:
    aims = [_aim(known, indicator_id) for indicator_id in known.focus]
    return [one for one in aims if one.existing is None or measure.gap(one.goal.level, one.existing) > 0]


def _aim(known: Known, indicator_id: str) -> Aim:
    state = known.newest(indicator_id)
    indicator = known.lineage.today.indicator(indicator_id)
    return Aim(indicator, None if state is None else state.level, known.goals[indicator_id])
