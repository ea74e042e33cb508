"""When new figures of a group may take the place of those shown, so that nobody is told by difference."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from rubric.measure.suppression import GROUP_FLOOR, publishable

# The ids of the answers that figures are made of, one of each person.
Answers = AbstractSet[int]


def told_apart(one: Answers, other: Answers) -> int:
    """At least how many people stand behind the difference of two figures; 0 where there is none.

    Whoever answered anew has another id in each, whoever came or went has one in only one of them.
    """
    return max(len(one - other), len(other - one))


def may_publish(answers: Answers, published: Iterable[Answers], group_floor: int = GROUP_FLOOR) -> bool:
    """Say whether figures may be shown beside everything that was ever shown of the same question.

    They are made of `group_floor` people or more, and so is their difference from each earlier publication:
    two releases that differ by fewer tell the answers of those few. Source: the project's own rule, against
    the attack by difference in Denning, Denning & Schwartz 1979, The Tracker.
    """
    return publishable(len(answers), group_floor) and all(
        apart == 0 or publishable(apart, group_floor)
        for apart in (told_apart(answers, earlier) for earlier in published)
    )
