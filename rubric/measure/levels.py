"""Where the ratings of one indicator lie: distribution, median and range, never a mean."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence


def distribution(ratings: Sequence[int], levels: int) -> tuple[int, ...]:
    """Count the ratings of each level, lowest first; ValueError names a rating outside 1..levels."""
    outside = sorted({each for each in ratings if not 1 <= each <= levels})
    if outside:
        raise ValueError(f"ratings must be levels from 1 to {levels}, not {outside}")
    counted = Counter(ratings)
    return tuple(counted[level] for level in range(1, levels + 1))


def median(ratings: Sequence[int]) -> float:
    """Return the middle rating, halfway between two middle ones; ValueError where there are no ratings."""
    return float(statistics.median(some(ratings)))


def lower_median(ratings: Sequence[int]) -> int:
    """Return the middle rating, the lower of two middle ones: always a level; ValueError for no ratings."""
    return statistics.median_low(some(ratings))


def level_range(ratings: Sequence[int]) -> tuple[int, int]:
    """Return the lowest and the highest rating; ValueError for none."""
    given = some(ratings)
    return min(given), max(given)


def some(ratings: Sequence[int]) -> Sequence[int]:
    """The same ratings; ValueError where there are none."""
    if not ratings:
        raise ValueError("there are no ratings to measure")
    return ratings
