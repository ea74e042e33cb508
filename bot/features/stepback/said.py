"""What people said in check-ins: what moves, what is stuck and since when, what is in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.stepback.quarter import Obstacle, Stuck
from bot.store.queries import digest, movements
from bot.store.queries.movements import Movement
from rubric import measure
from rubric.model import Indicator

# So far back it is looked since when an indicator is stuck.
_LOOKED_BACK: Final = relativedelta(months=12)


@dataclass(frozen=True, slots=True)
class Said:
    """The indicators of today in their order; the obstacles with the newest first."""

    moving: tuple[Indicator, ...]
    stuck: tuple[Stuck, ...]
    obstacles: tuple[Obstacle, ...]

    @classmethod
    def in_time(cls, desk: Desk, known: Known, since: datetime, until: datetime) -> Said:
        """What was said from `since` until just before `until`."""
        told = movements.movements(desk.session, known.team.id, until - _LOOKED_BACK, until)
        by_id = movements.by_indicator(known.lineage.today, told)
        stuck = tuple(_stuck(known, by_id, since))
        still = {one.indicator.id for one in stuck}
        moving = [
            each
            for each in known.lineage.today.indicators
            if each.id not in still and _says(by_id.get(each.id, ()), measure.MOVING, since)
        ]
        return cls(tuple(moving), stuck, _obstacles(desk, known, since, until))


def _says(told: Sequence[Movement], movement: str, since: datetime) -> bool:
    return any(one.movement == movement and one.at >= since for one in told)


def _stuck(known: Known, by_id: Mapping[str, Sequence[Movement]], since: datetime) -> list[Stuck]:
    """What was called stuck in the time, the longest first."""
    found = []
    for indicator in known.lineage.today.indicators:
        told = by_id.get(indicator.id, ())
        begun = measure.stuck_since((one.at, one.movement) for one in told)
        if begun is not None and _says(told, measure.STUCK, since):
            found.append(Stuck(indicator, begun))
    return sorted(found, key=lambda one: one.since)


def _obstacles(desk: Desk, known: Known, since: datetime, until: datetime) -> tuple[Obstacle, ...]:
    """What was said to be in the way, the newest first."""
    said = [
        (indicator, answer)
        for prompt, answer in digest.said(desk.session, known.team.id, since, until)
        if answer.blocker and (indicator := known.lineage.today.finds(prompt.subject)) is not None
    ]
    people = digest.people(desk.session, {answer.person_id for _, answer in said})
    return tuple(
        Obstacle(indicator, answer.blocker, people[answer.person_id], bool(answer.helper))
        for indicator, answer in reversed(said)
    )
