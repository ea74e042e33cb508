"""What was probably meant, said as a remedy."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.nearest import closest


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """The nearest of the known words with the rest of them, without a full stop."""
    meant = closest(given, {each: each for each in known})
    every = f"Known here: {', '.join(known)}" if known else "Take it out"
    return f"Did you mean '{meant}'? {every}" if meant else every
