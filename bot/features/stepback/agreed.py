"""What a team's own agreements say: what was agreed anew, which goals were reached, are late or lie ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.charts.gather import Known
from bot.features.stepback.quarter import Aim, Anew, Progress, Reached
from bot.schedule.wall_clock import local_day
from bot.store.models import AgreedState, Goal
from bot.store.queries import consensus, ratings
from rubric import measure
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Time:
    """From `since` until just before `until` (UTC); a day alone counts after the first, up to the last."""

    since: datetime
    until: datetime
    days: tuple[date, date]

    def holds(self, day: date) -> bool:
        """Whether a day counts."""
        return self.days[0] < day <= self.days[1]


def progress(session: Session, known: Known, time: Time, moving: Sequence[Indicator]) -> Progress:
    """What came of the work in the time; what was agreed anew is not also said to move."""
    rounds = consensus.ended_between(session, known.team.id, time.since, time.until)
    anew = tuple(_anew(known, rounds, time))
    agreed = {one.indicator.id for one in anew}
    goals = ratings.goals_ever(session, known.lineage, known.team.id).rows
    reached = [
        found
        for each in known.lineage.today.indicators
        if (found := _reached(each, known, goals.get(each.id, ()), time)) is not None
    ]
    return Progress(anew, tuple(reached), tuple(one for one in moving if one.id not in agreed))


def late(known: Known, today: date) -> tuple[Aim, ...]:
    """The goals whose day is over and that are not reached, the longest over first."""
    return tuple(one for one in _aims(known) if one.goal.by_day < today)


def ahead(known: Known, today: date) -> tuple[Aim, ...]:
    """The goals whose day is still to come, the nearest first."""
    return tuple(one for one in _aims(known) if one.goal.by_day >= today)


def _anew(known: Known, rounds: Collection[int], time: Time) -> Iterator[Anew]:
    for indicator in known.lineage.today.indicators:
        rows = known.agreed.get(indicator.id, ())
        if rows and _is_new(rows[-1], rounds, time):
            before = [row.level for row in rows if not _is_new(row, rounds, time)]
            yield Anew(indicator, before[-1] if before else None, rows[-1])


def _is_new(row: AgreedState, rounds: Collection[int], time: Time) -> bool:
    """By the round in which it was agreed; what was agreed elsewhere has only a day."""
    return time.holds(row.agreed_on) if row.round_id is None else row.round_id in rounds


def _reached(indicator: Indicator, known: Known, goals: Iterable[Goal], time: Time) -> Reached | None:
    """The newest goal of an indicator that was reached in the time."""
    states = [(row.agreed_on, row.level) for row in known.agreed.get(indicator.id, ())]
    found: Reached | None = None
    for goal in goals:
        ended_on = local_day(goal.ended_at, known.team.zone) if goal.ended_at else None
        day = measure.reached_on(goal.level, goal.set_on, ended_on, states)
        if day is not None and time.holds(day):
            found = Reached(indicator, goal, day)
    return found


def _aims(known: Known) -> list[Aim]:
    aims = [_aim(known, indicator_id) for indicator_id in known.focus]
    return [one for one in aims if one.existing is None or measure.gap(one.goal.level, one.existing) > 0]


def _aim(known: Known, indicator_id: str) -> Aim:
    state = known.newest(indicator_id)
    indicator = known.lineage.today.indicator(indicator_id)
    return Aim(indicator, None if state is None else state.level, known.goals[indicator_id])
