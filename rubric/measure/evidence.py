"""How well ratings are supported by evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

FRESH_MONTHS = 12


def evidence_coverage(items: Mapping[str, Sequence[date]], today: date) -> tuple[int, int]:
    """Count the indicators with an item of evidence from the last twelve months, and all indicators.

    `items` has the days of every indicator's items, an empty list where there are none; days to come do not
    count. Source: the project's own definition.
    """
    since = today - relativedelta(months=FRESH_MONTHS)
    covered = sum(1 for days in items.values() if any(since <= day <= today for day in days))
    return covered, len(items)


def wants_evidence(level: int, levels: int, items: int) -> bool:
    """Say whether a recorded level has to be flagged: in the middle of the scale or above, and no evidence.

    The middle of five levels is 3; of an even number it is the lower of the two in the middle. Source: the
    project's own rule.
    """
    return items == 0 and level >= middle_level(levels)


def middle_level(levels: int) -> int:
    """Return the middle of a scale, of an even number of levels the lower of the two in the middle."""
    return (levels + 1) // 2
