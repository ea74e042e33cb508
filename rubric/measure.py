"""The arithmetic on ratings: pure functions on level numbers, each with the source of its formula.

Levels are ordinal (Stevens 1946, On the Theory of Scales of Measurement): distribution, median and range come
first, and no mean is ever shown. "Don't know" and "not applicable" are no ratings: callers leave them out and
count them apart, never as zero.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence

GROUP_FLOOR = 5
LOWEST_GROUP_FLOOR = 3


def distribution(ratings: Sequence[int], levels: int) -> tuple[int, ...]:
    """Count the ratings of each level, lowest first; ValueError names a rating outside 1..levels."""
    outside = sorted({each for each in ratings if not 1 <= each <= levels})
    if outside:
        raise ValueError(f"ratings must be levels from 1 to {levels}, not {outside}")
    counted = Counter(ratings)
    return tuple(counted[level] for level in range(1, levels + 1))


def median(ratings: Sequence[int]) -> float:
    """Return the middle rating, halfway between two middle ones; ValueError where there are no ratings."""
    return float(statistics.median(_some(ratings)))


def lower_median(ratings: Sequence[int]) -> int:
    """Return the middle rating, the lower of two middle ones: always a level; ValueError for no ratings."""
    return statistics.median_low(_some(ratings))


def level_range(ratings: Sequence[int]) -> tuple[int, int]:
    """Return the lowest and the highest rating; ValueError for none."""
    given = _some(ratings)
    return min(given), max(given)


def average_deviation(ratings: Sequence[int]) -> float | None:
    """Return AD about the median, sum |x - median| / N, in levels; None for a single rating, which has none.

    Source: Burke, Finkelstein & Dusig 1999, On Average Deviation Indices for Estimating Interrater Agreement;
    Burke & Dunlap 2002 for its limit (levels / 6, about 0.8 on five levels).
    """
    middle = median(ratings)
    if len(ratings) == 1:
        return None
    return sum(abs(each - middle) for each in ratings) / len(ratings)


def consensus(counts: Sequence[int]) -> float | None:
    """Return the agreement of a distribution (lowest level first): 0 split between the ends, 1 all alike.

    1 + sum p_k log2(1 - |k - mean| / (levels - 1)); None for fewer than two ratings. The divisor is the
    width of the scale, so seven levels divide by 6. Source: Tastle & Wierman 2007, Consensus and Dissention:
    A Measure of Ordinal Dispersion, International Journal of Approximate Reasoning 45(3).
    """
    if len(counts) < 2:  # noqa: PLR2004 - a scale of one level has no width
        raise ValueError("a distribution needs a count for each of at least two levels")
    total = sum(counts)
    if total <= 1:
        return None
    mean = sum(level * count for level, count in enumerate(counts, start=1)) / total
    width = len(counts) - 1
    agreement = 1 + sum(
        count / total * math.log2(1 - abs(level - mean) / width)
        for level, count in enumerate(counts, start=1)
        if count
    )
    return min(1.0, max(0.0, agreement))


def gap(goal: float, existing: float) -> float:
    """Return how many levels the existing state is below the goal; negative where the goal is passed."""
    return goal - existing


def closure(existing: float, baseline: float, goal: float) -> float | None:
    """Return the part of the way from baseline to goal that is done; None where the goal is not above it.

    (existing - baseline) / (goal - baseline): below 0 after a step back, above 1 beyond the goal.
    Source: the project's own definition.
    """
    return None if goal <= baseline else (existing - baseline) / (goal - baseline)


def publishable(people: int, group_floor: int = GROUP_FLOOR) -> bool:
    """Say whether a group is large enough for its levels to be shown; ValueError for a floor below three.

    Source: the project's own rule, a smallest group of 5 that can be set down to 3.
    """
    if group_floor < LOWEST_GROUP_FLOOR:
        raise ValueError(f"the smallest group shown must be at least {LOWEST_GROUP_FLOOR}, not {group_floor}")
    return people >= group_floor


def _some(ratings: Sequence[int]) -> Sequence[int]:
    if not ratings:
        raise ValueError("there are no ratings to measure")
    return ratings
