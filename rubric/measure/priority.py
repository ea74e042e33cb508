"""What a team might take up next: what people find important and rate below what is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.measure.levels import median, some

MOST_IMPORTANT = 5


def share_below(ratings: Sequence[int], target: int) -> tuple[int, int]:
    """Count the ratings below a target level, and all of them; ValueError where there are none."""
    given = some(ratings)
    return sum(1 for each in given if each < target), len(given)


def priority(importance: Sequence[int], ratings: Sequence[int], target: int) -> float:
    """Return how much an indicator asks to be taken up: 0 not at all, 1 most.

    The median importance (1 to 5) as a part of the highest, times the share of ratings below the target.
    ValueError where one of them is empty or an importance is outside its scale. Source: the project's own
    rule, after the importance-performance analysis of Martilla & James 1977 (Journal of Marketing 41(1)).
    """
    if any(not 1 <= each <= MOST_IMPORTANT for each in importance):
        raise ValueError(f"importance goes from 1 to {MOST_IMPORTANT}, not {sorted(set(importance))}")
    below, count = share_below(ratings, target)
    return median(importance) / MOST_IMPORTANT * below / count
