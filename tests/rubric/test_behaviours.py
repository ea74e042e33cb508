"""What can be ticked of an indicator, and which level the ticks suggest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import behaviours, measure
from rubric.load import load_library

pytestmark = pytest.mark.unit

INSTRUMENT = load_library().instruments["engaged-stem-community"]
VISION = INSTRUMENT.indicator("EC1.Leaders3")
TEAM = INSTRUMENT.indicator("EC1.Leaders2")

# By level: how many behaviours it describes, and how many of them are ticked.
counts = st.lists(
    st.integers(0, 9).flatmap(lambda own: st.tuples(st.just(own), st.integers(0, own))),
    min_size=1,
    max_size=7,
)


def suggested(levels: list[tuple[int, int]]) -> int | None:
    return measure.suggested_level([own for own, _ in levels], [seen for _, seen in levels])


@pytest.mark.parametrize(
    ("described", "ticked", "level"),
    [
        ((2, 4, 8, 6, 7), (0, 0, 0, 0, 0), None),
        ((2, 4, 8, 6, 7), (2, 3, 0, 0, 0), 2),
        ((2, 4, 8, 6, 7), (2, 4, 5, 3, 0), 3),  # half of level 4 is not most of it
        ((2, 4, 8, 6, 7), (2, 0, 8, 0, 0), 3),  # ten of fourteen: a gap below is made up for
        ((2, 4, 8, 6, 7), (0, 0, 0, 0, 7), None),  # the highest stands on nothing
        ((2, 4, 8, 6, 7), (2, 4, 8, 6, 7), 5),
        ((3, 0, 1), (3, 0, 0), 1),
        ((3, 0, 1), (3, 0, 1), 3),
    ],
)
def test_a_level_is_suggested_when_most_of_it_and_most_up_to_it_is_ticked(
    described: tuple[int, ...], ticked: tuple[int, ...], level: int | None
) -> None:
    assert measure.suggested_level(described, ticked) == level


@pytest.mark.parametrize(("described", "ticked"), [((2, 2), (1,)), ((2,), (3,)), ((2,), (-1,))])
def test_counts_that_do_not_fit_are_refused(described: tuple[int, ...], ticked: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be ticked"):
        measure.suggested_level(described, ticked)


@given(counts)
def test_no_level_without_ticks_of_its_own_is_suggested(levels: list[tuple[int, int]]) -> None:
    level = suggested(levels)
    if level is not None:
        own, seen = levels[level - 1]
        assert 2 * seen > own
        assert 2 * sum(seen for _, seen in levels[:level]) > sum(own for own, _ in levels[:level])


@given(counts, st.data())
def test_one_more_tick_never_lowers_the_suggestion(
    levels: list[tuple[int, int]], data: st.DataObject
) -> None:
    free = [place for place, (own, seen) in enumerate(levels) if seen < own]
    if not free:
        highest = max((place for place, (own, _) in enumerate(levels, start=1) if own), default=None)
        assert suggested(levels) == highest
        return
    place = data.draw(st.sampled_from(free))
    own, seen = levels[place]
    more = [*levels[:place], (own, seen + 1), *levels[place + 1 :]]
    assert (suggested(more) or 0) >= (suggested(levels) or 0)


@given(counts)
def test_without_ticks_nothing_is_suggested(levels: list[tuple[int, int]]) -> None:
    assert suggested([(own, 0) for own, _ in levels]) is None


@given(st.sampled_from(INSTRUMENT.indicators), st.integers(3, 25))
def test_what_is_offered_fits_its_two_lists_and_every_level_that_says_something_is_in(
    indicator: object, most: int
) -> None:
    assert isinstance(indicator, type(VISION))
    parts = behaviours.in_two(indicator, most)
    assert 1 <= len(parts) <= 2
    assert all(len(part) <= most for part in parts)
    offered = [one for part in parts for one in part]
    assert [one.level for one in offered] == sorted(one.level for one in offered)
    assert {one.level for one in offered} == {1, 2, 3, 4, 5}


def test_twenty_seven_behaviours_stand_in_two_lists_of_whole_levels() -> None:
    lower, upper = behaviours.in_two(TEAM, 25)
    assert [len(lower), len(upper)] == [14, 13]
    assert {one.level for one in lower} == {1, 2, 3}
    assert behaviours.suggestion((*lower, *upper), [one.id for one in lower]) == 3


def test_where_there_is_too_much_the_first_of_each_level_are_offered() -> None:
    wordy = replace(
        TEAM, descriptors=tuple(replace(each, behaviours=("word",) * 20) for each in TEAM.descriptors)
    )
    lower, upper = behaviours.in_two(wordy, 25)
    assert [len(lower), len(upper)] == [16, 24]


def test_behaviours_of_some_levels_can_be_ticked_and_found_again() -> None:
    offered = behaviours.of_levels(VISION, (2, 3))
    assert {one.level for one in offered} == {2, 3}
    assert {one.level for one in behaviours.of_levels(VISION, (5, 6))} == {5}
    assert behaviours.named(VISION, [offered[-1].id, offered[0].id, "9.9"]) == (offered[0], offered[-1])


def test_what_is_left_of_the_next_level_can_be_taken_up() -> None:
    left = behaviours.above(TEAM, 1, ["2.1", "2.3", "3.1"])
    assert [one.id for one in left] == ["2.2", "2.4"]
    assert behaviours.above(TEAM, 5, []) == ()
