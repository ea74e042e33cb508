"""Change, participation, evidence and outcomes: worked numbers and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import measure
from rubric.measure import Participation

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 30)
rounds = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 5), min_size=1)


def test_a_change_of_raters_is_not_a_change_of_the_same_raters() -> None:
    found = measure.change({"a": 2, "b": 2, "c": 2}, {"a": 2, "d": 4, "e": 4})
    assert found is not None
    assert found.overall.levels == 2
    assert found.same_raters is not None
    assert (found.same_raters.levels, found.same_raters.raters_after) == (0, 1)


def test_nobody_in_both_rounds_leaves_only_the_change_overall() -> None:
    found = measure.change({"a": 2}, {"b": 5})
    assert found is not None
    assert found.overall.levels == 3
    assert found.same_raters is None
    assert measure.change({}, {"b": 5}) is None
    assert measure.change({"a": 2}, {}) is None


@given(rounds)
def test_a_round_has_not_moved_against_itself(given_levels: dict[str, int]) -> None:
    found = measure.change(given_levels, given_levels)
    assert found is not None
    assert found.overall.levels == 0
    assert found.same_raters == found.overall


@given(rounds, rounds)
def test_going_back_undoes_a_change(before: dict[str, int], after: dict[str, int]) -> None:
    there, back = measure.change(before, after), measure.change(after, before)
    assert there is not None
    assert back is not None
    assert there.overall.levels == -back.overall.levels


@pytest.mark.parametrize(("rounds_so_far", "allowed"), [(0, False), (2, False), (3, True)])
def test_no_forecast_before_the_third_round(rounds_so_far: int, allowed: bool) -> None:
    assert measure.forecast_allowed(rounds_so_far) is allowed


def test_participation_is_of_those_who_could_answer() -> None:
    counted = Participation(20, observers=2, excused=1, delivered=16, complete=9, partial=2, skipped=1)
    assert counted.eligible == 17
    assert counted.response == (9, 17)
    assert counted.silent == 5


@pytest.mark.parametrize(
    ("counts", "objection"),
    [
        ({"assigned": -1}, "below zero: assigned"),
        ({"assigned": 3, "observers": 2, "excused": 2}, "more than were assigned"),
        ({"assigned": 3, "complete": 2, "opted_out": 2}, "more answers than people"),
        ({"assigned": 3, "complete": 2, "undeliverable": 2}, "more answers than people"),
        ({"assigned": 3, "excused": 1, "delivered": 3}, "more deliveries than people"),
    ],
)
def test_counts_that_cannot_be_true_are_refused(counts: dict[str, int], objection: str) -> None:
    with pytest.raises(ValueError, match=objection):
        Participation(**counts)


def test_evidence_counts_for_twelve_months() -> None:
    items = {
        "fresh": [date(2025, 11, 30)],
        "stale": [date(2025, 11, 29)],
        "to come": [date(2026, 12, 1)],
        "none": [],
        "both": [date(2020, 1, 1), TODAY],
    }
    assert measure.evidence_coverage(items, TODAY) == (2, 5)


@pytest.mark.parametrize(
    ("level", "levels", "items", "flagged"),
    [(3, 5, 0, True), (2, 5, 0, False), (5, 5, 1, False), (2, 4, 0, True), (2, 3, 0, True), (3, 7, 0, False)],
)
def test_a_level_from_the_middle_up_wants_evidence(
    level: int, levels: int, items: int, flagged: bool
) -> None:
    assert measure.wants_evidence(level, levels, items) is flagged


@pytest.mark.parametrize(("levels", "established"), [(3, 3), (4, 4), (5, 4), (6, 5), (7, 6)])
def test_established_is_three_quarters_of_the_way_up(levels: int, established: int) -> None:
    assert measure.established_level(levels) == established


def test_an_outcome_is_a_share_and_a_warning() -> None:
    state = measure.outcome_state([4, 5, 1, None, 3], 5)
    assert (state.indicators, state.established, state.lowest, state.unknown) == (5, 2, 1, 1)
    assert measure.outcome_state([], 5).indicators == 0


@given(st.lists(st.none() | st.integers(1, 5)))
def test_no_indicator_is_counted_twice(states: list[int | None]) -> None:
    state = measure.outcome_state(states, 5)
    assert state.established + state.lowest + state.unknown <= state.indicators == len(states)
