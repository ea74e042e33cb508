"""The behaviours that an indicator describes, each with an id, so that people can tick what they saw."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubric.measure import suggested_level
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour of a level: `3.2` is the second one of level 3."""

    id: str
    level: int
    words: str


def of_levels(indicator: Indicator, levels: Collection[int]) -> tuple[Behaviour, ...]:
    """The behaviours of these levels, the lowest level first."""
    return tuple(
        Behaviour(f"{each.level.number}.{number}", each.level.number, words)
        for each in indicator.descriptors
        if each.level.number in levels
        for number, words in enumerate(each.behaviours, start=1)
    )


def described(indicator: Indicator) -> tuple[Behaviour, ...]:
    """All behaviours of an indicator, the lowest level first."""
    return of_levels(indicator, [each.level.number for each in indicator.descriptors])


def named(indicator: Indicator | None, ids: Collection[str]) -> tuple[Behaviour, ...]:
    """The behaviours with these ids, in the instrument's order; what is gone from it is left out."""
    if indicator is None or not ids:
        return ()
    return tuple(one for one in described(indicator) if one.id in ids)


def in_two(indicator: Indicator, most: int) -> tuple[tuple[Behaviour, ...], ...]:
    """All behaviours in two lists of whole levels, as even as they get, each of at most `most`.

    Of an indicator that describes more than two lists of `most` hold, the first of each level are offered.
    """
    numbers = [each.level.number for each in indicator.descriptors]
    of_each = max((len(each.behaviours) for each in indicator.descriptors), default=0)
    for offered in range(of_each, 0, -1):
        levels = [of_levels(indicator, (number,))[:offered] for number in numbers]
        lower, upper = _evenly(levels)
        if max(len(lower), len(upper)) <= most:
            return tuple(part for part in (lower, upper) if part)
    return ()


def above(indicator: Indicator, level: int, seen: Collection[str]) -> tuple[Behaviour, ...]:
    """The behaviours of the next level that were not seen yet; none above the highest."""
    return tuple(one for one in of_levels(indicator, (level + 1,)) if one.id not in seen)


def suggestion(offered: Sequence[Behaviour], seen: Collection[str]) -> int | None:
    """The number of the level that what was ticked among what was offered suggests."""
    levels = range(1, max((one.level for one in offered), default=0) + 1)
    return suggested_level(
        [sum(1 for one in offered if one.level == level) for level in levels],
        [sum(1 for one in offered if one.level == level and one.id in seen) for level in levels],
    )


def _evenly(levels: Sequence[tuple[Behaviour, ...]]) -> tuple[tuple[Behaviour, ...], tuple[Behaviour, ...]]:
    splits = [
        (
            tuple(one for part in levels[:place] for one in part),
            tuple(one for part in levels[place:] for one in part),
        )
        for place in range(1, len(levels) + 1)
    ]
    return min(splits, key=lambda split: max(map(len, split)))
