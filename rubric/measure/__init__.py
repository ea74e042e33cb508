"""The arithmetic on ratings: pure functions on level numbers, each with the source of its formula.

Levels are ordinal (Stevens 1946, On the Theory of Scales of Measurement): distribution, median and range come
first, and no mean is ever shown. "Don't know" and "not applicable" are no ratings: callers leave them out and
count them apart, never as zero.
"""

from rubric.measure.agreement import average_deviation, consensus, deviation_limit
from rubric.measure.evidence import FRESH_MONTHS, evidence_coverage, middle_level, wants_evidence
from rubric.measure.levels import distribution, level_range, lower_median, median
from rubric.measure.movement import MOVING, STUCK, stuck_since
from rubric.measure.outcomes import OutcomeState, established_level, outcome_state
from rubric.measure.participation import Participation
from rubric.measure.priority import MOST_IMPORTANT, priority, share_below
from rubric.measure.progress import (
    LEAST_ROUNDS,
    Change,
    Move,
    change,
    closure,
    forecast_allowed,
    gap,
    reached_on,
)
from rubric.measure.publishing import Answers, may_publish, told_apart
from rubric.measure.suggesting import suggested_level
from rubric.measure.suppression import GROUP_FLOOR, LOWEST_GROUP_FLOOR, publishable, publishable_groups
from rubric.measure.voting import ROUNDS_BEFORE_RECORDING, Round, Verdict, judge

__all__ = [
    "FRESH_MONTHS",
    "GROUP_FLOOR",
    "LEAST_ROUNDS",
    "LOWEST_GROUP_FLOOR",
    "MOST_IMPORTANT",
    "MOVING",
    "ROUNDS_BEFORE_RECORDING",
    "STUCK",
    "Answers",
    "Change",
    "Move",
    "OutcomeState",
    "Participation",
    "Round",
    "Verdict",
    "average_deviation",
    "change",
    "closure",
    "consensus",
    "deviation_limit",
    "distribution",
    "established_level",
    "evidence_coverage",
    "forecast_allowed",
    "gap",
    "judge",
    "level_range",
    "lower_median",
    "may_publish",
    "median",
    "middle_level",
    "outcome_state",
    "priority",
    "publishable",
    "publishable_groups",
    "reached_on",
    "share_below",
    "stuck_since",
    "suggested_level",
    "told_apart",
    "wants_evidence",
]
