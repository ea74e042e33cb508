"""The arithmetic on ratings, against worked numbers and invariants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import measure

pytestmark = pytest.mark.unit

FIVE = 5
ratings_of_five = st.lists(st.integers(1, FIVE), min_size=2, max_size=40)


def test_a_distribution_counts_every_level_from_the_lowest() -> None:
    assert measure.distribution([2, 3, 3, 3, 5], FIVE) == (0, 1, 3, 0, 1)
    assert measure.distribution([], 3) == (0, 0, 0)


@pytest.mark.parametrize("outside", [0, 6, -1])
def test_a_rating_outside_the_scale_is_named(outside: int) -> None:
    with pytest.raises(ValueError, match=rf"from 1 to 5, not \[{outside}\]"):
        measure.distribution([3, outside], FIVE)


def test_the_median_of_an_even_number_lies_between_and_its_lower_one_is_a_level() -> None:
    assert measure.median([1, 4, 2, 3]) == 2.5
    assert measure.lower_median([1, 4, 2, 3]) == 2
    assert measure.median([5, 1, 4]) == 4.0


def test_the_range_is_the_lowest_and_the_highest() -> None:
    assert measure.level_range([3, 2, 4, 2]) == (2, 4)


def test_nothing_can_be_measured_without_ratings() -> None:
    for formula in (measure.median, measure.lower_median, measure.level_range, measure.average_deviation):
        with pytest.raises(ValueError, match="no ratings"):
            formula([])


def test_average_deviation_is_taken_about_the_median() -> None:
    assert measure.average_deviation([4, 4, 4, 1]) == 0.75
    assert measure.average_deviation([1, 1, 5, 5]) == 2.0
    assert measure.average_deviation([2, 2, 4, 4]) == 1.0


def test_a_single_rating_has_no_statistic() -> None:
    assert measure.average_deviation([4]) is None
    assert measure.consensus(measure.distribution([4], FIVE)) is None
    assert measure.consensus((0, 0, 0)) is None


def test_consensus_of_seven_categories_divides_by_six() -> None:
    assert measure.consensus((30, 40, 210, 130, 530, 50, 10)) == pytest.approx(0.7256876, abs=1e-7)


@pytest.mark.parametrize(
    ("ratings", "agreement"),
    [([2, 3, 3, 3, 4], 0.83), ([2, 2, 4, 4], 0.58), ([1, 1, 5, 5], 0.0), ([4, 4, 4], 1.0)],
)
def test_consensus_of_small_groups(ratings: list[int], agreement: float) -> None:
    assert measure.consensus(measure.distribution(ratings, FIVE)) == pytest.approx(agreement, abs=0.005)


def test_a_scale_of_one_level_has_no_consensus() -> None:
    with pytest.raises(ValueError, match="two levels"):
        measure.consensus((4,))


@given(ratings_of_five)
def test_consensus_stays_between_none_and_all_and_is_full_only_when_all_agree(ratings: list[int]) -> None:
    agreement = measure.consensus(measure.distribution(ratings, FIVE))
    assert agreement is not None
    assert 0 <= agreement <= 1
    assert (agreement > 1 - 1e-9) == (len(set(ratings)) == 1)


@given(ratings_of_five)
def test_turning_the_scale_round_changes_no_agreement(ratings: list[int]) -> None:
    turned = [FIVE + 1 - each for each in ratings]
    straight, mirrored = (measure.consensus(measure.distribution(each, FIVE)) for each in (ratings, turned))
    assert straight == pytest.approx(mirrored)
    assert measure.average_deviation(ratings) == pytest.approx(measure.average_deviation(turned))


@given(ratings_of_five, st.integers(1, FIVE))
def test_no_other_point_deviates_less_than_the_median(ratings: list[int], point: int) -> None:
    about_median = measure.average_deviation(ratings)
    assert about_median is not None
    assert about_median <= sum(abs(each - point) for each in ratings) / len(ratings) + 1e-9


@given(ratings_of_five)
def test_distribution_keeps_every_rating_and_the_lower_median_is_one_of_them(ratings: list[int]) -> None:
    assert sum(measure.distribution(ratings, FIVE)) == len(ratings)
    lower = measure.lower_median(ratings)
    lowest, highest = measure.level_range(ratings)
    assert lower in ratings
    assert lowest <= lower <= measure.median(ratings) <= highest


def test_the_gap_is_what_is_missing_to_the_goal() -> None:
    assert measure.gap(goal=4, existing=2) == 2
    assert measure.gap(goal=3, existing=4) == -1


def test_closure_is_the_part_of_the_way_that_is_done() -> None:
    assert measure.closure(existing=3, baseline=2, goal=4) == 0.5
    assert measure.closure(existing=5, baseline=2, goal=4) == 1.5
    assert measure.closure(existing=1, baseline=2, goal=4) == -0.5


@pytest.mark.parametrize("goal", [2, 1])
def test_closure_is_undefined_when_the_goal_is_not_above_the_baseline(goal: int) -> None:
    assert measure.closure(existing=3, baseline=2, goal=goal) is None


def test_levels_are_published_from_five_people_on_or_from_the_set_floor() -> None:
    assert [measure.publishable(people) for people in (0, 4, 5, 6)] == [False, False, True, True]
    assert [measure.publishable(people, 3) for people in (2, 3)] == [False, True]


def test_a_floor_below_three_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3, not 2"):
        measure.publishable(10, 2)
