"""What may be shown of groups: nothing withheld can be worked out from what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import measure

pytestmark = pytest.mark.unit

audiences = st.dictionaries(
    st.sampled_from(["Leaders", "Teachers", "Students", "Strategic Alliances", "Parents"]), st.integers(0, 30)
)


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"Leaders": 6, "Teachers": 9}, {"Leaders", "Teachers"}),
        ({"Leaders": 6, "Teachers": 9, "Students": 2}, {"Teachers"}),
        ({"Leaders": 1, "Teachers": 9, "Students": 1}, set()),
        ({"Leaders": 4, "Teachers": 9, "Students": 4}, {"Teachers"}),
        ({"Leaders": 6, "Students": 0}, {"Leaders"}),
        ({}, set()),
    ],
)
def test_small_groups_take_others_with_them(people: dict[str, int], shown: set[str]) -> None:
    assert measure.publishable_groups(people) == shown


@given(audiences, st.integers(3, 8))
def test_what_is_left_of_the_total_is_never_a_small_group(people: dict[str, int], floor: int) -> None:
    shown = measure.publishable_groups(people, floor)
    hidden = {name: count for name, count in people.items() if count and name not in shown}
    assert all(people[name] >= floor for name in shown)
    if shown and hidden:
        assert len(hidden) >= 2
        assert sum(hidden.values()) >= floor


@given(audiences)
def test_nothing_is_withheld_where_every_group_is_large_enough(people: dict[str, int]) -> None:
    large = {name: count + measure.GROUP_FLOOR for name, count in people.items()}
    assert measure.publishable_groups(large) == set(large)


def test_a_floor_below_three_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        measure.publishable_groups({"Leaders": 6}, 2)
