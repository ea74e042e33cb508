"""What may be shown of small groups, so that nobody's rating can be worked out."""

from __future__ import annotations

from collections.abc import Mapping

GROUP_FLOOR = 5
LOWEST_GROUP_FLOOR = 3


def publishable(people: int, group_floor: int = GROUP_FLOOR) -> bool:
    """Say whether a group is large enough for its levels to be shown; ValueError for a floor below three.

    Source: the project's own rule, a smallest group of 5 that can be set down to 3.
    """
    if group_floor < LOWEST_GROUP_FLOOR:
        raise ValueError(f"the smallest group shown must be at least {LOWEST_GROUP_FLOOR}, not {group_floor}")
    return people >= group_floor


def publishable_groups(people: Mapping[str, int], group_floor: int = GROUP_FLOOR) -> frozenset[str]:
    """Choose the groups whose numbers may stand beside the number of all; groups without people never do.

    Too small a group is withheld. So that subtracting the others from the total does not give it away, the
    smallest of the rest are withheld with it until at least two groups and `group_floor` people are hidden
    together. Source: complementary suppression as in Cox 1980, Suppression Methodology and Statistical
    Disclosure Control, with the project's smallest group.
    """
    sized = sorted((count, name) for name, count in people.items() if count > 0)
    shown = [(count, name) for count, name in sized if publishable(count, group_floor)]
    hidden = [each for each in sized if each not in shown]
    while hidden and shown and (len(hidden) == 1 or sum(count for count, _ in hidden) < group_floor):
        hidden.append(shown.pop(0))
    return frozenset(name for _, name in shown)
