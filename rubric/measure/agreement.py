"""How far raters agree with one another about one indicator."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rubric.measure.levels import median


def average_deviation(ratings: Sequence[int]) -> float | None:
    """Return AD about the median, sum |x - median| / N, in levels; None for a single rating, which has none.

    Source: Burke, Finkelstein & Dusig 1999, On Average Deviation Indices for Estimating Interrater Agreement;
    `deviation_limit` says how large it may be.
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


def deviation_limit(levels: int) -> float:
    """Return the largest average deviation that still counts as agreement: levels / 6, about 0.8 on five.

    Source: Burke & Dunlap 2002, Estimating Interrater Agreement with the Average Deviation Index.
    """
    return levels / 6
