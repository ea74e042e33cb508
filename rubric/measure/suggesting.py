"""Which level the behaviours that somebody ticked speak for: a suggestion, never a rating."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def suggested_level(described: Sequence[int], ticked: Sequence[int]) -> int | None:
    """Return the number of the level that ticks suggest, 1 being the lowest; None where they suggest none.

    `described` and `ticked` count the behaviours of each level, lowest first, and those ticked among them.
    It is the highest level of which more than half of its own behaviours are ticked, and more than half of
    all behaviours up to it as well: a level stands on those below. ValueError where the counts do not fit
    one another. Source: the project's own rule.
    """
    if len(described) != len(ticked) or any(
        not 0 <= seen <= all_ for seen, all_ in zip(ticked, described, strict=True)
    ):
        raise ValueError(f"of {list(described)} behaviours {list(ticked)} cannot be ticked")
    reached = zip(described, ticked, accumulate(described), accumulate(ticked), strict=True)
    fitting = [
        level
        for level, (own, seen, own_so_far, seen_so_far) in enumerate(reached, start=1)
        if _most(seen, own) and _most(seen_so_far, own_so_far)
    ]
    return max(fitting, default=None)


def _most(part: int, whole: int) -> bool:
    return 2 * part > whole
