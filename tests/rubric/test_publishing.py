"""What is published of a group, one time after another, tells nobody's answer: an attacker tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric import measure

pytestmark = pytest.mark.unit

LEVELS = 5
GROUPS = ("Leaders", "Students", "Teachers")


@dataclass
class Team:
    """People of three groups who rate again and again; `said` is each one's newest answer by its number."""

    groups: Sequence[str]
    floor: int
    said: dict[int, int] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    shown: list[frozenset[int]] = field(default_factory=list)

    def rate(self, person: int, level: int) -> None:
        self.levels.append(level)
        self.said[person] = len(self.levels) - 1

    def take_back(self, person: int) -> None:
        self.said.pop(person, None)

    def publish(self) -> None:
        """All together, and the groups that may stand beside them; what is left over is known then too."""
        every = frozenset(self.said.values())
        if not self._may(every):
            return
        self.shown.append(every)
        sizes = Counter(self.groups[person] for person in self.said)
        apart: dict[str, set[int]] = {}
        for person, answer in self.said.items():
            shown = self.groups[person] in measure.publishable_groups(sizes, self.floor)
            apart.setdefault(self.groups[person] if shown else "the rest", set()).add(answer)
        cells = [frozenset(one) for one in apart.values()]
        if len(cells) > 1 and all(self._may(one) for one in cells):
            self.shown += cells

    def _may(self, answers: frozenset[int]) -> bool:
        return measure.may_publish(answers, self.shown, self.floor)

    def counts(self, answers: frozenset[int]) -> Counter[int]:
        return Counter(self.levels[one] for one in answers)


@st.composite
def teams(draw: st.DrawFn) -> Team:
    team = Team(draw(st.lists(st.sampled_from(GROUPS), min_size=5, max_size=14)), draw(st.integers(3, 5)))
    people = st.integers(0, len(team.groups) - 1)
    for _ in range(draw(st.integers(1, 5))):
        raters = draw(st.lists(people, max_size=len(team.groups), unique=True))
        for person in raters:
            team.rate(person, draw(st.integers(1, LEVELS)))
        for person in draw(st.lists(people, max_size=3)):
            team.take_back(person)
        team.publish()
    return team


@given(teams())
@settings(max_examples=150, deadline=None)
def test_whatever_is_subtracted_from_whatever_never_leaves_fewer_than_the_floor(team: Team) -> None:
    for one, other in combinations(team.shown, 2):
        left, right = one - other, other - one
        difference = Counter(team.counts(one))
        difference.subtract(team.counts(other))
        # The attacker knows whose answers are in which, so this is what the figures say of those few.
        assert sum(difference.values()) == len(left) - len(right)
        assert not (left or right) or max(len(left), len(right)) >= team.floor
    assert all(len(one) >= team.floor for one in team.shown)


@given(st.lists(st.integers(1, 3), min_size=3, max_size=4), st.integers(0, 3))
def test_the_attack_works_where_the_rule_is_not_kept(levels: list[int], joins: int) -> None:
    """One more person between two releases: exactly one answer explains the difference."""
    before, after = Counter(levels), Counter([*levels, joins + 1])
    explained = [one for one in range(1, LEVELS + 1) if after - before == Counter([one])]
    assert explained == [joins + 1]
    assert not measure.may_publish(set(range(len(levels) + 1)), [set(range(len(levels)))], 3)


def test_with_the_rule_kept_many_answers_explain_what_is_seen() -> None:
    """Three re-rated: whoever knows that, and both releases, still cannot say what any of them answered."""
    before, after = (2, 3, 3, 4), (3, 3, 4, 4)
    assert measure.may_publish({4, 5, 6, 3}, [{0, 1, 2, 3}], 3)
    possible: list[set[int]] = [set(), set(), set()]
    for new in product(range(1, LEVELS + 1), repeat=3):
        for last in set(before):
            if Counter([*new, last]) == Counter(after):
                for person, answer in enumerate(new):
                    possible[person].add(answer)
    assert all(len(one) > 1 for one in possible)


def test_nothing_is_new_where_nobody_answered_anew() -> None:
    assert measure.told_apart({1, 2, 3}, {1, 2, 3}) == 0
    assert measure.told_apart({1, 2, 3}, {1, 2, 4}) == 1
    assert measure.may_publish({1, 2, 3}, [{1, 2, 3}], 3)


def test_it_is_compared_with_everything_that_was_ever_shown() -> None:
    """Five answer anew, then four of them take that back: the first release and the third differ by one."""
    first, second, third = {0, 1, 2, 3, 4, 9}, {10, 11, 12, 13, 14, 9}, {0, 1, 2, 3, 14, 9}
    assert measure.may_publish(second, [first], 4)
    assert measure.may_publish(third, [second], 4)
    assert not measure.may_publish(third, [first, second], 4)
