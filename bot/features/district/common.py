"""What most teams find hard: indicators that are low or stuck, in so many of so many teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.features.district.shown import Group
from rubric import measure
from rubric.model import Indicator

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Hard:
    """An indicator: below the middle in `low` of the `agreed` teams, stuck in `stuck` of the `asked` ones.

    Of each pair both are 0 where it does not hold for most of them, or of too few teams anything is known.
    """

    indicator: Indicator
    low: int
    agreed: int
    stuck: int
    asked: int


def hard_for_most(group: Group) -> Sequence[Hard]:
    """The indicators that are hard in more than half of the teams; what most teams share comes first."""
    told = group.told
    movements = [one.movement for one in told if one.movement is not None]
    low, agreed = _counts(one.levels.low for one in told), _counts(one.levels.known for one in told)
    stuck, asked = _counts(one.stuck for one in movements), _counts(one.asked_about for one in movements)
    every = [
        Hard(
            each,
            *_if_most(low[each.id], agreed[each.id]),
            *_if_most(stuck[each.id], asked[each.id]),
        )
        for each in group.instrument.indicators
    ]
    found = [one for one in every if one.low or one.stuck]
    return sorted(found, key=lambda one: -(one.low + one.stuck))[:MOST]


def _counts(ids: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(id_ for own in ids for id_ in own)


def _if_most(count: int, teams: int) -> tuple[int, int]:
    """The count where it is more than half of the teams; of fewer than three it would name them."""
    if measure.publishable(teams, measure.LOWEST_GROUP_FLOOR) and count * 2 > teams:
        return count, teams
    return 0, 0
