"""Finds out which end of a scale is the highest, from the words of the document itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rubric.nearest import plain

LOW_WORDS = frozenset(
    {
        "absent", "awareness", "basic", "beginner", "beginning", "below", "emergent", "emerging", "entry",
        "exploring", "initial", "initiating", "insufficient", "introductory", "launching", "limited",
        "low", "lowest", "minimal", "missing", "none", "novice", "rarely", "started", "starting",
        "unsatisfactory", "weak",
    }
)  # fmt: skip
HIGH_WORDS = frozenset(
    {
        "accomplished", "advanced", "distinguished", "embedded", "excellent", "exceeding", "exceeds",
        "exceptional", "exemplary", "expert", "extending", "flourishing", "high", "highest", "innovating",
        "leading", "mastering", "mastery", "model", "optimizing", "outstanding", "strong", "sustained",
        "sustaining", "thriving", "transformational", "transforming",
    }
)  # fmt: skip
_NUMBER = re.compile(r"^\s*(?:level\s*)?(\d)\b[\s:.)·–-]*|\s*\((\d)\)\s*$", re.IGNORECASE)
_FARTHEST = 80  # characters between "from A" and "to B" in the same sentence


def bare_name(heading: str) -> str:
    """The name of a level without its number: "2 · Growing" is "Growing", "Level 2" stays as it is."""
    return _NUMBER.sub("", heading).strip() or heading.strip()


def number_of(heading: str) -> int | None:
    """The number that a level's heading carries, if it does."""
    found = _NUMBER.search(heading)
    return int(found[1] or found[2]) if found else None


def direction(headings: Sequence[str], text: str) -> tuple[int, str]:
    """1 where the headings run from the lowest level up, -1 from the highest down, 0 where nobody can tell.

    The second is why: the numbers of the levels, their words, or "from … to …" in the text; where two of them
    contradict each other it says so.
    """
    votes = {
        "their numbers": _by_numbers(headings),
        "what their names mean": _by_words(headings),
        "a “from … to …” in the document": _by_sentence(headings, text),
    }
    given = {why: vote for why, vote in votes.items() if vote}
    if len(set(given.values())) > 1:
        return 0, f"{' and '.join(given)} contradict each other"
    return (next(iter(given.values())), " and ".join(given)) if given else (0, "nothing in the document says")


def _by_numbers(headings: Sequence[str]) -> int:
    numbers = [number_of(each) for each in headings]
    known = [each for each in numbers if each is not None]
    if len(known) < len(headings):
        return 0
    steps = {later - earlier for earlier, later in pairwise(known)}
    return steps.pop() if steps in ({1}, {-1}) else 0


def _by_words(headings: Sequence[str]) -> int:
    rise = _height(headings[-1]) - _height(headings[0])
    return (rise > 0) - (rise < 0)


def _height(heading: str) -> int:
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    return bool(words & HIGH_WORDS) - bool(words & LOW_WORDS)


def _by_sentence(headings: Sequence[str], text: str) -> int:
    first, last = (_pattern(bare_name(each)) for each in (headings[0], headings[-1]))
    between = rf"[^.\n]{{0,{_FARTHEST}}}?\bto\s+"
    rising = re.search(rf"\bfrom\s+{first}{between}{last}", text, re.IGNORECASE)
    falling = re.search(rf"\bfrom\s+{last}{between}{first}", text, re.IGNORECASE)
    return bool(rising) - bool(falling)


def _pattern(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def same_level(one: str, other: str) -> bool:
    """Whether two headings name the same level, numbers, case and blanks aside."""
    return plain(bare_name(one)) == plain(bare_name(other))
