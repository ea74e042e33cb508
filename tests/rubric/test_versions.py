"""What a changed instrument is: its fingerprint, what differs, and which indicators live on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.as_data import instrument_as_data
from rubric.carrying import carried
from rubric.compare import differences
from rubric.fingerprint import fingerprint
from rubric.from_data import instrument_from_data
from rubric.load import load_library
from rubric.model import Instrument
from tests.rubric.versions import indicator, instrument, reworded

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.unit

OLD = instrument()
FIRST = OLD.indicators[0]
ONE_CHANGE: dict[str, Callable[[str], Instrument]] = {
    "title": lambda text: replace(OLD, title=text),
    "source": lambda text: replace(OLD, source=text),
    "standard": lambda text: replace(OLD, standard=text),
    "level name": lambda text: replace(OLD, levels=(replace(OLD.levels[0], name=text), *OLD.levels[1:])),
    "outcome": lambda text: replace(OLD, outcomes=(replace(OLD.outcomes[0], title=text),)),
    "map title of an outcome": lambda text: replace(
        OLD, outcomes=(replace(OLD.outcomes[0], map_title=text),)
    ),
    "indicator": lambda text: replace(OLD, indicators=(replace(FIRST, title=text), *OLD.indicators[1:])),
    "audience": lambda text: replace(OLD, indicators=(replace(FIRST, audience=text), *OLD.indicators[1:])),
    "alias": lambda text: replace(OLD, indicators=(replace(FIRST, aliases=(text,)), *OLD.indicators[1:])),
    "summary": lambda text: reworded(OLD, "A1", 2, text),
}


@pytest.mark.parametrize("part", ONE_CHANGE)
@settings(deadline=None)  # a busy machine may pause for longer than an example takes
@given(text=st.text(min_size=1).filter(lambda text: text.strip() == text))
def test_any_change_of_words_changes_the_fingerprint_and_is_named_with_old_and_new(
    part: str, text: str
) -> None:
    new = ONE_CHANGE[part](text)
    if new == OLD:
        return
    assert fingerprint(new) != fingerprint(OLD)
    assert text in {each.new for each in differences(OLD, new)}


def test_the_same_words_have_the_same_fingerprint_however_they_were_read() -> None:
    again = instrument_from_data(json.loads(json.dumps(instrument_as_data(OLD))))
    assert again == OLD
    assert fingerprint(again) == fingerprint(OLD)
    assert differences(OLD, again) == ()


def test_the_packaged_instrument_comes_back_from_its_data() -> None:
    packaged = load_library().instrument("engaged-stem-community")
    stored = json.loads(json.dumps(instrument_as_data(packaged)))
    assert instrument_from_data(stored) == packaged


def test_an_order_that_changed_is_a_difference() -> None:
    turned = replace(OLD, indicators=OLD.indicators[::-1])
    assert [each.what for each in differences(OLD, turned)] == ["order of the indicators"]
    assert fingerprint(turned) != fingerprint(OLD)


def test_a_changed_level_is_named_by_indicator_and_level() -> None:
    (found,) = differences(OLD, reworded(OLD, "A2", 3, "something else"))
    assert (found.where, found.what, found.old, found.new) == (
        "A2, level 3",
        "summary",
        "A2 at High",
        "something else",
    )


def test_a_behaviour_that_was_added_or_reworded_is_told_alone() -> None:
    before = indicator("A1")
    top = replace(before.descriptors[2], behaviours=("do 0", "do it well", "do 2", "help others"))
    after = replace(before, descriptors=(*before.descriptors[:2], top))
    found = differences(instrument(before), instrument(after))
    assert [(each.where, each.old, each.new) for each in found] == [
        ("A1, level 3", "do 1", "do it well"),
        ("A1, level 3", "", "help others"),
    ]


def test_what_came_and_what_went_is_told() -> None:
    found = differences(OLD, instrument(indicator("A1"), indicator("B7"), version="2"))
    assert [(each.where, each.old, each.new) for each in found] == [
        ("A2", "All about A2", ""),
        ("B7", "", "All about B7"),
    ]


def test_the_same_id_carries_over_where_the_scale_has_as_many_levels() -> None:
    new = instrument(indicator("A1", ("a", "b", "c")), indicator("N1"), version="2", levels=("a", "b", "c"))
    found = carried(OLD, new)
    assert (found.ids, found.other_scale, found.gone) == ({"A1": "A1"}, {}, ("A2",))


def test_another_scale_carries_nothing_over_and_is_told_apart_from_what_is_gone() -> None:
    four = ("a", "b", "c", "d")
    new = instrument(indicator("A1", four), version="2", levels=four)
    found = carried(OLD, new)
    assert (found.ids, found.other_scale, found.gone) == ({}, {"A1": "A1"}, ("A2",))


def test_a_new_name_carries_over_by_an_alias_on_either_side() -> None:
    old = instrument(indicator("A1"), indicator("A2", aliases=["B 2"]))
    new = instrument(indicator("B1", aliases=["a1"]), indicator("B2"), version="2")
    assert carried(old, new).ids == {"A1": "B1", "A2": "B2"}


def test_an_id_goes_before_an_alias_and_two_claims_on_one_are_none() -> None:
    new = instrument(indicator("A1", aliases=["A2"]), version="2")
    assert (carried(OLD, new).ids, carried(OLD, new).gone) == ({"A1": "A1"}, ("A2",))
    merged = instrument(indicator("M", aliases=["A1", "A2"]), version="2")
    assert (carried(OLD, merged).ids, carried(OLD, merged).gone) == ({}, ("A1", "A2"))


def test_nothing_carries_over_to_another_instrument() -> None:
    found = carried(OLD, replace(OLD, id="another"))
    assert (found.ids, found.gone) == ({}, ("A1", "A2"))
