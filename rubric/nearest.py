"""Finds what somebody probably meant, so that a refusal can name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

LEAST_LIKENESS = 55  # of 100; below it a suggestion reads like a joke

Found = TypeVar("Found")


def plain(text: str) -> str:
    """Fold case and drop every blank: how names are compared."""
    return "".join(text.casefold().split())


def closest(given: str, choices: Mapping[str, Found]) -> Found | None:
    """Return the choice whose name is most like what was given, or None where nothing is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - no start waits for what guessing needs

    names = {name: plain(name) for name in choices}
    best = process.extractOne(plain(given), names, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return None if best is None else choices[best[2]]
