"""Fair rotation of subjects and norms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.model import Norm
from rubric.rotation import next_norm, next_subjects

pytestmark = pytest.mark.unit

subjects = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)
some_of_them = st.lists(st.sampled_from("abcdefgh"), max_size=20)


class Team:
    """A team of people who are asked, check-in after check-in; `who` are their subjects by name."""

    def __init__(self) -> None:
        self.own: dict[str, list[str]] = {}
        self.all: list[str] = []
        self.rounds: list[dict[str, list[str]]] = []

    def asks(self, who: dict[str, list[str]], count: int = 1) -> None:
        given: dict[str, list[str]] = {}
        for name, candidates in who.items():
            own = self.own.setdefault(name, [])
            given[name] = next_subjects(candidates, own, self.all, count)
            own += given[name]
            self.all += given[name]
        self.rounds.append(given)


def test_without_candidates_there_is_nothing_to_ask() -> None:
    assert next_subjects([], ["a"], ["b"]) == []


def test_a_never_asked_subject_comes_before_one_asked_long_ago() -> None:
    assert next_subjects(["a", "b", "new"], ["a", "b"], ["a", "b"]) == ["new"]


def test_the_one_asked_longest_ago_comes_first_and_its_last_time_counts() -> None:
    assert next_subjects(["a", "b", "c"], ["b", "c", "a", "gone", "b"], []) == ["c"]


def test_of_those_that_are_new_to_a_person_the_one_that_the_team_left_longest_comes_first() -> None:
    assert next_subjects(["a", "b", "c"], [], ["c", "a", "b"]) == ["c"]
    assert next_subjects(["a", "b", "c"], [], ["a"]) == ["b"]


def test_the_only_subject_is_asked_again() -> None:
    assert next_subjects(["a"], ["a"], ["a"]) == ["a"]


def test_two_people_with_the_same_subjects_never_get_the_same_at_once() -> None:
    team = Team()
    for _ in range(30):
        team.asks({"first": list("abcdefg"), "second": list("abcdefg")})
    assert all(given["first"] != given["second"] for given in team.rounds)


@given(subjects, some_of_them, some_of_them, st.integers(1, 4))
def test_the_choice_is_of_the_candidates_and_none_twice(
    candidates: list[str], asked: list[str], others: list[str], count: int
) -> None:
    chosen = next_subjects(candidates, asked, others, count)
    assert set(chosen) <= set(candidates)
    assert len(chosen) == len(set(chosen)) == min(count, len(candidates))
    assert chosen == next_subjects([*candidates, *candidates], tuple(asked), tuple(others), count)


@given(subjects, some_of_them, some_of_them, st.integers(1, 4))
def test_nothing_is_asked_twice_running_while_there_is_enough_else(
    candidates: list[str], asked: list[str], others: list[str], count: int
) -> None:
    last = next_subjects(candidates, asked, others, count)
    then = next_subjects(candidates, [*asked, *last], [*others, *last], count)
    cannot_be_helped = max(0, len(last) + len(then) - len(candidates))
    assert len(set(last) & set(then)) == cannot_be_helped


@given(st.dictionaries(st.sampled_from("pqrst"), subjects, min_size=1), st.integers(1, 4), st.data())
def test_whoever_stays_is_asked_each_of_theirs_once_in_every_cycle_whoever_comes_and_goes(
    who: dict[str, list[str]], count: int, data: st.DataObject
) -> None:
    team, stays = Team(), min(who)
    cycle = -(-len(who[stays]) // count)
    for _ in range(3 * cycle):
        there = data.draw(st.sets(st.sampled_from(sorted(who)))) | {stays}
        team.asks({name: who[name] for name in sorted(there)}, count)
    for start in range(2 * cycle + 1):
        asked = [one for given in team.rounds[start : start + cycle] for one in given[stays]]
        assert set(asked) == set(who[stays])
    counts = [team.own[stays].count(one) for one in who[stays]]
    assert max(counts) - min(counts) <= 1


@given(subjects, st.integers(1, 3))
def test_where_somebody_new_comes_every_time_the_team_still_asks_each_in_a_cycle(
    candidates: list[str], people: int
) -> None:
    team = Team()
    for number in range(3 * len(candidates)):
        team.asks({f"{number}.{each}": candidates for each in range(people)})
    for start in range(2 * len(candidates) + 1):
        rounds = team.rounds[start : start + len(candidates)]
        assert {one for given in rounds for asked in given.values() for one in asked} == set(candidates)


@given(subjects, st.integers(2, 5))
def test_holders_who_share_the_same_subjects_are_asked_each_equally_often(
    candidates: list[str], people: int
) -> None:
    team = Team()
    for _ in range(2 * len(candidates)):
        team.asks({f"holder {each}": candidates for each in range(people)})
    assert {each: team.all.count(each) for each in candidates} == dict.fromkeys(candidates, 2 * people)


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
