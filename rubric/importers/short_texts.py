"""Makes the short texts that chat needs of the long ones that a document has, by rules that are stated here.

The line for chat (`summary`): as many of the cell's behaviours, from the first, as fit in 140 characters; if
not even the first fits, its first sentence, else the words of its beginning; an ellipsis says there is more.

The short title: the title itself where it fits in 60 characters; else the title without the actors it begins
with ("School leaders and the team …"), cut after a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rubric.importers.doubts import Doubts
from rubric.importers.wording import ELLIPSIS, shortened
from rubric.read_instrument import LONGEST_SHORT_TITLE, LONGEST_SUMMARY

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])")
_TEAM = r"(?:[\w-]+\s+){0,3}(?:team|SLT)(?:\s*\([^()]{1,20}\))?"
_ACTORS = re.compile(rf"(?:[\w-]+\s+){{0,2}}leaders\s+and\s+(?:the\s+)?{_TEAM}\s+(?=\S)", re.IGNORECASE)


def summary_of(behaviours: Sequence[str]) -> tuple[str, bool]:
    """The line for chat, and whether it is the whole cell."""
    whole = _joined(behaviours)
    if len(whole) <= LONGEST_SUMMARY:
        return whole, True
    room = LONGEST_SUMMARY - len(ELLIPSIS)
    for count in range(len(behaviours) - 1, 0, -1):
        begun = _joined(behaviours[:count])
        if len(begun) <= room:
            return f"{begun.rstrip(' .:;,')}{ELLIPSIS}", False
    first = _SENTENCE.split(behaviours[0])[0]
    if len(first) <= room:
        return f"{first.rstrip(' .:;,')}{ELLIPSIS}", False
    return shortened(first, LONGEST_SUMMARY), False


def team_among_actors(title: str) -> str:
    """The words at the beginning of a title that name leaders and a team as those who act, else nothing."""
    found = _ACTORS.match(title)
    return found[0] if found else ""


def short_title_of(title: str, id_: str, where: str, ours: Mapping[str, str], doubts: Doubts) -> str:
    """A title of at most 60 characters; noted where it is not simply the title."""
    if len(title) <= LONGEST_SHORT_TITLE:
        return title
    place = f"{where}, {id_}"
    if id_ in ours:
        what = "the short title is that of the rubric with this id, as it was"
        doubts.note(place, what, "Change `short_title` in the new file if it does not fit")
        return ours[id_]
    rest = title.removeprefix(team_among_actors(title))
    short = shortened(f"{rest[:1].upper()}{rest[1:]}", LONGEST_SHORT_TITLE)
    doubts.note(
        place, "the short title is the beginning of the title", "Word `short_title` afresh in the new file"
    )
    return short


def _joined(behaviours: Sequence[str]) -> str:
    """The behaviours in one line; what ends a sentence or leads to a list needs no mark between."""
    line = before = ""
    for each in behaviours:
        leads_on = before[:1].isupper() and each[:1].islower()
        between = " " if leads_on or before.endswith((".", ":", "!", "?")) else "; "
        line, before = f"{line}{between}{each}" if line else each, each
    return line
