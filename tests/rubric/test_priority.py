"""What is worth a goal: important, and rated below what is wanted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import measure

pytestmark = pytest.mark.unit
LEVELS = st.lists(st.integers(1, 5), min_size=1)


def test_the_median_importance_times_the_share_below_the_target() -> None:
    assert measure.priority([4, 4, 5], [1, 2, 4, 5], 4) == pytest.approx(4 / 5 * 2 / 4)


def test_nothing_is_to_be_done_where_all_are_at_the_target() -> None:
    assert measure.priority([5, 5], [4, 5, 5], 4) == 0


def test_an_importance_outside_its_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        measure.priority([0, 3], [2], 4)


@given(LEVELS, LEVELS, st.integers(1, 5))
def test_it_lies_between_nothing_and_all(importance: list[int], ratings: list[int], target: int) -> None:
    assert 0 <= measure.priority(importance, ratings, target) <= 1


@given(LEVELS, LEVELS, st.integers(1, 5))
def test_a_higher_rating_never_makes_it_more_urgent(
    importance: list[int], ratings: list[int], target: int
) -> None:
    higher = [min(5, ratings[0] + 1), *ratings[1:]]
    assert measure.priority(importance, higher, target) <= measure.priority(importance, ratings, target)
