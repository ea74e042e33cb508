"""When a round of votes on one indicator has agreed, and what follows when it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rubric.measure.agreement import average_deviation, consensus, deviation_limit
from rubric.measure.levels import distribution, level_range, lower_median, median

ROUNDS_BEFORE_RECORDING = 2
MANY_VOTERS = 10  # from here on one voter in ten may stand apart

Verdict = Literal["agreed", "vote again", "record or leave open", "single rating"]


@dataclass(frozen=True, slots=True)
class Round:
    """One round as it was revealed.

    `suggested` is the lower median, always a level; `deviation` and `agreement` are None for a single
    rating; `apart` counts the voters more than one level from the median.
    """

    votes: int
    median: float
    lowest: int
    highest: int
    suggested: int
    deviation: float | None
    agreement: float | None
    apart: int
    verdict: Verdict


def judge(ratings: Sequence[int], levels: int, round_number: int = 1) -> Round:
    """Judge a round of votes; ValueError for no votes, a vote outside the scale or a round before the first.

    It agrees when AD <= levels / 6 and nobody is more than one level from the median; from ten voters on at
    most one in ten may be. AD alone would pass 4, 4, 4, 1. Without agreement one votes again; after two
    rounds the facilitator records the suggested level with its dissent, or "no consensus", for which the
    suggested level stands provisionally. Source: the project's own rule on Burke & Dunlap's limit.
    """
    if round_number < 1:
        raise ValueError(f"rounds are counted from 1, not {round_number}")
    counts = distribution(ratings, levels)
    middle, deviation = median(ratings), average_deviation(ratings)
    apart = sum(1 for each in ratings if abs(each - middle) > 1)
    lowest, highest = level_range(ratings)
    return Round(
        votes=len(ratings),
        median=middle,
        lowest=lowest,
        highest=highest,
        suggested=lower_median(ratings),
        deviation=deviation,
        agreement=consensus(counts),
        apart=apart,
        verdict=_verdict(len(ratings), deviation, apart, levels, round_number),
    )


def _verdict(votes: int, deviation: float | None, apart: int, levels: int, round_number: int) -> Verdict:
    if deviation is None:
        return "single rating"
    allowed_apart = votes // 10 if votes >= MANY_VOTERS else 0
    if deviation <= deviation_limit(levels) and apart <= allowed_apart:
        return "agreed"
    return "vote again" if round_number < ROUNDS_BEFORE_RECORDING else "record or leave open"
