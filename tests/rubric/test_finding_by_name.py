"""Finding indicators, levels and roles by what people type."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rubric.load import load_library
from rubric.model import (
    Instrument,
    Level,
    Library,
    UnknownIndicator,
    UnknownInstrument,
    UnknownLevel,
    UnknownRole,
)

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def instrument(library: Library) -> Instrument:
    return library.instrument("engaged-stem-community")


def scale(*names: str) -> Instrument:
    levels = tuple(Level(number, name) for number, name in enumerate(names, start=1))
    return Instrument("own", "1", "Own", "", "", (), levels, (), ())


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("EC1.Leaders2", "EC1.Leaders2"),
        ("ec1.leaders2", "EC1.Leaders2"),
        (" EC1. Leaders 2 ", "EC1.Leaders2"),
        ("EC1.Strategic Alliances1", "EC1.StrategicAlliances1"),
        ("ec3.strategicalliances1", "EC3.StrategicAlliances1"),
    ],
)
def test_case_and_blanks_do_not_matter_in_an_indicator(
    instrument: Instrument, given: str, found: str
) -> None:
    assert instrument.indicator(given).id == found


def test_the_short_title_that_people_see_is_a_name_too(instrument: Instrument) -> None:
    assert instrument.indicator("building the STEM leadership team").id == "EC1.Leaders2"
    assert instrument.finds("Building the STEM Leadership Team") is None, "what the bot keeps are ids"


def test_a_title_of_two_names_neither(instrument: Instrument) -> None:
    first, second, *others = instrument.indicators
    twins = (first, replace(second, short_title=first.short_title.upper()), *others)
    with pytest.raises(UnknownIndicator):
        replace(instrument, indicators=twins).indicator(first.short_title)


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("EC1.Leader2", "EC1.Leaders2"),
        ("EC1Leaders3", "EC1.Leaders3"),
        ("EC2.Studnets1", "EC2.Students1"),
        ("building stem leadership team", "EC1.Leaders2"),
    ],
)
def test_an_unknown_indicator_names_the_nearest(instrument: Instrument, given: str, nearest: str) -> None:
    with pytest.raises(UnknownIndicator) as caught:
        instrument.indicator(given)
    assert caught.value.given == given
    assert caught.value.nearest is not None
    assert caught.value.nearest.id == nearest
    assert nearest in str(caught.value)


@pytest.mark.parametrize("given", ["", "bananas!", "3"])
def test_nothing_is_suggested_for_what_is_like_nothing(instrument: Instrument, given: str) -> None:
    with pytest.raises(UnknownIndicator) as caught:
        instrument.indicator(given)
    assert caught.value.nearest is None


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("3", 3),
        (3, 3),
        ("three", 3),
        ("FIVE", 5),
        ("refining and expanding", 3),
        ("refin", 3),
        ("G", 1),
        ("Fully  Implementing", 4),
    ],
)
def test_a_level_is_found_by_number_word_name_or_beginning(
    instrument: Instrument, given: str | int, number: int
) -> None:
    assert instrument.level(given).number == number


@pytest.mark.parametrize("given", ["0", "6", "six", "", "-1", "3.5"])
def test_what_is_no_level_is_refused_with_all_names(instrument: Instrument, given: str) -> None:
    with pytest.raises(UnknownLevel) as caught:
        instrument.level(given)
    assert caught.value.names == instrument.level_names
    assert "3 Refining and Expanding" in str(caught.value)


def test_a_misspelt_level_names_the_nearest(instrument: Instrument) -> None:
    with pytest.raises(UnknownLevel, match=r"Closest: 5 \(Sustaining\)") as caught:
        instrument.level("sustianing")
    assert caught.value.nearest == Level(5, "Sustaining")


def test_a_beginning_that_fits_two_levels_is_refused_but_a_whole_name_is_not() -> None:
    own = scale("Meets", "Meets fully", "Exceeds")
    assert own.level("meets").number == 1
    assert own.level("meets f").number == 2
    with pytest.raises(UnknownLevel):
        own.level("meet")


def test_a_scale_of_seven_knows_seven_and_a_scale_of_three_does_not() -> None:
    assert scale("a", "b", "c", "d", "e", "f", "g").level("seven").number == 7
    with pytest.raises(UnknownLevel):
        scale("a", "b", "c").level("seven")


def test_a_teacher_is_asked_about_teachers_and_then_about_the_whole_team(instrument: Instrument) -> None:
    own = [each.id for each in instrument.for_audience("Teachers")]
    assert own == ["EC1.Teachers1", "EC2.Teachers1", "EC3.Teachers1"]
    shared = ["EC1.Leaders3", "EC1.Leaders4", "EC2.Leaders1", "EC3.Leaders1", "EC3.Leaders2"]
    assert [each.id for each in instrument.for_audiences({"Teachers"})] == own + shared
    assert [each.id for each in instrument.for_audiences({"Teachers"}, in_team=False)] == own


def test_a_leader_is_asked_about_no_indicator_twice(instrument: Instrument) -> None:
    asked = [each.id for each in instrument.for_audiences({"Leaders", "Students"})]
    assert len(asked) == len(set(asked)) == 10


def test_an_audience_that_the_instrument_does_not_know_has_no_indicators(instrument: Instrument) -> None:
    assert instrument.for_audience("Parents") == ()


@pytest.mark.parametrize("given", ["student-leader", "Student Leader", "STUDENTLEADER", " student  leader "])
def test_a_role_is_found_by_id_or_title(library: Library, given: str) -> None:
    assert library.role(given).id == "student-leader"
    assert library.role("STEM instructional coach").id == "instructional-coach"


def test_an_unknown_role_names_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownRole, match=r"Closest: student-leader \(Student leader\)"):
        library.role("studnet-leader")


def test_an_unknown_instrument_names_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownInstrument, match="Closest: engaged-stem-community"):
        library.instrument("engaged-stem-comunity")
