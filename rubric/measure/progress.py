"""How far an indicator has come: from its baseline, towards its goal, since the round before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rubric.measure.levels import median

LEAST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Move:
    """The medians of two rounds and how many raters stand behind each."""

    before: float
    after: float
    raters_before: int
    raters_after: int

    @property
    def levels(self) -> float:
        """How many levels it went up; negative where it went down."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two rounds: overall, and for those who rated in both (None where nobody did)."""

    overall: Move
    same_raters: Move | None


def gap(goal: float, existing: float) -> float:
    """Return how many levels the existing state is below the goal; negative where the goal is passed."""
    return goal - existing


def closure(existing: float, baseline: float, goal: float) -> float | None:
    """Return the part of the way from baseline to goal that is done; None where the goal is not above it.

    (existing - baseline) / (goal - baseline): below 0 after a step back, above 1 beyond the goal.
    Source: the project's own definition.
    """
    return None if goal <= baseline else (existing - baseline) / (goal - baseline)


def reached_on(
    goal: float, set_on: date, ended_on: date | None, agreed: Iterable[tuple[date, int]]
) -> date | None:
    """Return the day on which a goal was reached while it held; None where it was not, or was before.

    `agreed` are the days and levels that a team agreed on, in the order of the days. What stood already when
    the goal was set is no progress towards it. Source: the project's own rule.
    """
    stood: int | None = None
    for day, level in agreed:
        if ended_on is not None and day > ended_on:
            return None
        if level >= goal and day >= set_on and (stood is None or stood < goal):
            return day
        stood = level
    return None


def change(before: Mapping[str, int], after: Mapping[str, int]) -> Change | None:
    """Compare two rounds, each the level that every rater gave; None where one of them has no ratings.

    A change overall can be a change of raters: only that of the same raters says that something moved.
    Source: the project's own rule.
    """
    if not before or not after:
        return None
    both = sorted(before.keys() & after.keys())
    same = _move([before[each] for each in both], [after[each] for each in both]) if both else None
    return Change(_move(list(before.values()), list(after.values())), same)


def forecast_allowed(rounds: int) -> bool:
    """Say whether a trend may be spoken of: not before the third round. Source: the project's own rule."""
    return rounds >= LEAST_ROUNDS


def _move(before: Sequence[int], after: Sequence[int]) -> Move:
    return Move(median(before), median(after), len(before), len(after))
