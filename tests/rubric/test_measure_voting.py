"""When a round of votes agrees: the rule's own cases and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import measure

pytestmark = pytest.mark.unit

votes_on_five = st.lists(st.integers(1, 5), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        ([3, 3, 3], "agreed"),
        ([2, 3, 3, 3, 4], "agreed"),
        ([4, 4, 4, 1], "vote again"),  # the average deviation alone (0.75) would let it pass
        ([2, 2, 4, 4], "vote again"),
        ([3, 3, 3, 3, 3, 3, 3, 3, 5], "vote again"),  # nine voters: nobody may stand apart
        ([3] * 9 + [5], "agreed"),  # ten: one may
        ([3] * 8 + [5, 5], "vote again"),
        ([3] * 18 + [5, 1], "agreed"),  # twenty: two may
        ([4], "single rating"),
    ],
)
def test_a_first_round(votes: list[int], verdict: measure.Verdict) -> None:
    assert measure.judge(votes, 5).verdict == verdict


def test_after_the_second_round_the_facilitator_decides() -> None:
    second = measure.judge([1, 2, 4, 5], 5, round_number=2)
    assert second.verdict == "record or leave open"
    assert (second.median, second.suggested, second.lowest, second.highest) == (3.0, 2, 1, 5)
    assert second.apart == 2
    assert measure.judge([3, 3, 4], 5, round_number=2).verdict == "agreed"


def test_a_single_rating_has_a_level_and_no_statistic() -> None:
    alone = measure.judge([4], 5)
    assert (alone.suggested, alone.deviation, alone.agreement) == (4, None, None)


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(ValueError, match="no ratings"):
        measure.judge([], 5)
    with pytest.raises(ValueError, match="from 1 to 5"):
        measure.judge([3, 6], 5)
    with pytest.raises(ValueError, match="counted from 1"):
        measure.judge([3], 5, round_number=0)


@pytest.mark.parametrize(("levels", "limit"), [(3, 0.5), (5, 5 / 6), (7, 7 / 6)])
def test_the_limit_grows_with_the_scale(levels: int, limit: float) -> None:
    assert measure.deviation_limit(levels) == pytest.approx(limit)


@given(votes_on_five, st.randoms())
def test_the_order_of_the_voters_does_not_matter(votes: list[int], random: object) -> None:
    shuffled = sorted(votes, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert measure.judge(shuffled, 5) == measure.judge(votes, 5)


@given(votes_on_five)
def test_a_round_that_agrees_has_its_voters_close_together(votes: list[int]) -> None:
    judged = measure.judge(votes, 5)
    assert judged.lowest <= judged.suggested <= judged.median <= judged.highest
    if judged.verdict == "agreed":
        assert judged.deviation is not None
        assert judged.deviation <= 5 / 6
        assert judged.apart * 10 <= judged.votes


@given(st.integers(1, 5), st.integers(2, 30))
def test_a_unanimous_vote_always_agrees_fully(level: int, voters: int) -> None:
    judged = measure.judge([level] * voters, 5)
    assert judged.verdict == "agreed"
    assert (judged.deviation, judged.agreement, judged.suggested) == (0, 1, level)
