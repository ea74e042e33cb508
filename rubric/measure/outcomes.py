"""The state of an outcome from those of its indicators: a share and a warning, never one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

ESTABLISHED = 0.75  # of the way from the lowest level to the highest


@dataclass(frozen=True, slots=True)
class OutcomeState:
    """Of `indicators` in all, how many are established, at the lowest level, or without a recorded state."""

    indicators: int
    established: int
    lowest: int
    unknown: int


def established_level(levels: int) -> int:
    """Return the lowest level that counts as established: three quarters of the way up the scale or more.

    On five levels this is 4 ("Fully Implementing"); on three and four the highest, on six 5, on seven 6.
    Source: the project's own rule, made for five levels and carried over by position.
    """
    return 1 + ceil(ESTABLISHED * (levels - 1))


def outcome_state(states: Sequence[int | None], levels: int) -> OutcomeState:
    """Sum up the recorded states of an outcome's indicators, None for those that have none."""
    known = [each for each in states if each is not None]
    wanted = established_level(levels)
    return OutcomeState(
        indicators=len(states),
        established=sum(1 for each in known if each >= wanted),
        lowest=sum(1 for each in known if each == 1),
        unknown=len(states) - len(known),
    )
