"""Which indicators of one version of an instrument live on in another: the one rule on what still counts.

What was said about an indicator counts in another version of the same instrument if an indicator there has
the same id, or one of the two has the other's id as an alias, and the scale has as many levels. All else is
history: it is shown with its old words and counts in nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rubric.model import Indicator, Instrument
from rubric.nearest import plain


@dataclass(frozen=True, slots=True)
class Carried:
    """How the indicators of one version stand in another; each id of the old one is in one of the three."""

    ids: Mapping[str, str]  # old id to new id: what counts on
    other_scale: Mapping[str, str]  # the same, where the number of levels differs
    gone: tuple[str, ...]  # old ids that nothing, or more than one thing, answers to


def carried(old: Instrument, new: Instrument) -> Carried:
    """Map the indicators of `old` to those of `new`; nothing carries over to another instrument."""
    pairs = matches(old, new) if old.id == new.id else {}
    gone = tuple(each.id for each in old.indicators if each.id not in pairs)
    if len(old.levels) == len(new.levels):
        return Carried(pairs, {}, gone)
    return Carried({}, pairs, gone)


def matches(old: Instrument, new: Instrument) -> dict[str, str]:
    """Old ids to new ids by id, then by alias, whatever the scales; where two claim one, neither gets it."""
    by_id = {plain(each.id): each for each in new.indicators}
    same = {each.id: by_id[plain(each.id)].id for each in old.indicators if plain(each.id) in by_id}
    taken = set(same.values())
    renamed = {
        one.id: candidates[0]
        for one in old.indicators
        if one.id not in same and len(candidates := _renamed(one, new, taken)) == 1
    }
    claims = Counter(renamed.values())
    return same | {old_id: new_id for old_id, new_id in renamed.items() if claims[new_id] == 1}


def _renamed(one: Indicator, new: Instrument, taken: set[str]) -> list[str]:
    """The indicators that have its id as an alias, or whose id is one of its aliases."""
    names = {plain(name) for name in one.aliases}
    return [
        each.id
        for each in new.indicators
        if each.id not in taken
        and (plain(each.id) in names or plain(one.id) in {plain(name) for name in each.aliases})
    ]
