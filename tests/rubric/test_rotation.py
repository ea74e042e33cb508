"""Fair rotation of subjects and norms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.model import Norm
from rubric.rotation import PATIENCE, next_norm, next_subject

pytestmark = pytest.mark.unit

subjects = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)
some_of_them = st.lists(st.sampled_from("abcdefgh"), max_size=20)


def run(candidates: list[str], times: int, taken: list[set[str]] | None = None) -> list[str]:
    """Ask one person several times, with what others were given at each time."""
    asked: list[str] = []
    for turn in range(times):
        chosen = next_subject(candidates, asked, taken[turn] if taken else ())
        assert chosen is not None
        asked.append(chosen)
    return asked


def test_without_candidates_there_is_nothing_to_ask() -> None:
    assert next_subject([], ["a"], ["b"]) is None


def test_subjects_come_in_their_order_and_then_round_again() -> None:
    assert run(["a", "b", "c"], 7) == ["a", "b", "c", "a", "b", "c", "a"]


def test_a_never_asked_subject_comes_before_one_asked_long_ago() -> None:
    assert next_subject(["a", "b", "new"], ["a", "b"], ()) == "new"


def test_the_one_asked_longest_ago_comes_first() -> None:
    assert next_subject(["a", "b", "c"], ["c", "a", "b", "a"], ()) == "c"


def test_one_that_nobody_else_was_given_is_preferred() -> None:
    assert next_subject(["a", "b", "c"], [], {"a"}) == "b"
    assert next_subject(["a", "b"], [], {"a", "b"}) == "a"


def test_a_taken_subject_is_better_than_the_same_one_twice_running() -> None:
    assert next_subject(["a", "b"], ["a"], {"b"}) == "b"


def test_the_only_subject_is_asked_again() -> None:
    assert next_subject(["a"], ["a"], {"a"}) == "a"


def test_the_last_one_counts_even_if_others_came_between_long_ago() -> None:
    assert next_subject(["a", "b"], ["b", "a", "gone", "b"], {"a"}) == "a"


def test_two_people_with_the_same_subjects_get_different_ones_for_weeks() -> None:
    first: list[str] = []
    second: list[str] = []
    for _ in range(30):
        mine = next_subject("abcdefg", first, ())
        yours = next_subject("abcdefg", second, {mine} if mine else ())
        assert mine is not None
        assert yours is not None
        assert mine != yours
        first.append(mine)
        second.append(yours)
    assert {each: first.count(each) for each in "abcdefg"} == dict.fromkeys("abcdefg", 4) | {"a": 5, "b": 5}
    assert all(second.count(each) in range(3, 7) for each in "abcdefg")


def test_a_subject_that_others_always_have_still_gets_its_turn() -> None:
    assert "a" in run(["a", "b", "c"], 9, [{"a"}] * 9)


@given(subjects, some_of_them, some_of_them)
def test_the_choice_is_a_candidate_and_never_the_last_one_if_there_is_another(
    candidates: list[str], asked: list[str], taken: list[str]
) -> None:
    chosen = next_subject(candidates, asked, taken)
    assert chosen in candidates
    assert len(candidates) == 1 or chosen not in asked[-1:]


@given(subjects, some_of_them, some_of_them)
def test_the_same_question_always_has_the_same_answer(
    candidates: list[str], asked: list[str], taken: list[str]
) -> None:
    once = next_subject(candidates, asked, taken)
    assert once == next_subject(tuple(candidates), tuple(asked), set(taken))
    assert once == next_subject([*candidates, *candidates], asked, taken)


@given(subjects, st.integers(1, 4))
def test_undisturbed_each_subject_comes_once_a_round(candidates: list[str], rounds: int) -> None:
    assert run(candidates, rounds * len(candidates)) == candidates * rounds


@given(subjects, st.data())
def test_whatever_others_take_no_subject_waits_longer_than_its_limit(
    candidates: list[str], data: st.DataObject
) -> None:
    limit = (PATIENCE + 1) * len(candidates)
    each_turn = st.sets(st.sampled_from(candidates))
    taken = data.draw(st.lists(each_turn, min_size=3 * limit, max_size=3 * limit))
    asked = run(candidates, 3 * limit, taken)
    for start in range(2 * limit):
        assert set(asked[start : start + limit]) == set(candidates)


NORMS = tuple(Norm(each, each.title(), "", (), (), "") for each in ("pausing", "probing", "paraphrasing"))


def test_norms_rotate_in_their_order() -> None:
    assert next_norm(NORMS, []).id == "pausing"
    assert next_norm(NORMS, ["pausing", "probing"]).id == "paraphrasing"
    assert next_norm(NORMS, ["pausing", "probing", "paraphrasing"]).id == "pausing"


def test_a_norm_that_is_gone_does_not_disturb_the_order() -> None:
    assert next_norm(NORMS, ["pausing", "gone"]).id == "probing"


def test_there_must_be_a_norm() -> None:
    with pytest.raises(ValueError, match="no norms"):
        next_norm((), [])
