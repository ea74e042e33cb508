"""A letter for each level, so that a cell can be read without its colour."""

from __future__ import annotations

from collections.abc import Sequence


def letters(names: Sequence[str]) -> tuple[str, ...]:
    """The first letter of each name that no other has; "" for a name whose letters are all taken."""
    taken: list[str] = []
    for name in names:
        found = (each for each in _candidates(name) if each not in taken)
        taken.append(next(found, ""))
    return tuple(taken)


def _candidates(name: str) -> list[str]:
    """The first letters of its words, then all others in order."""
    initials = [word[0] for word in name.split()]
    # Some letters have no upper case of one letter: the German ß.
    return [each.upper() for each in (*initials, *name) if each.isalpha() and len(each.upper()) == 1]
