"""The packaged data: structure and facts of the documents, short enough for chat."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from rubric.load import instrument_as_data, load_library
from rubric.model import Instrument, Library

pytestmark = pytest.mark.unit

LONGEST_INDICATOR = 3000  # all five levels in full fit one card beside its buttons


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def instrument(library: Library) -> Instrument:
    return library.instrument("engaged-stem-community")


def test_the_levels_run_from_getting_started_to_sustaining(instrument: Instrument) -> None:
    assert [(level.number, level.name) for level in instrument.levels] == [
        (1, "Getting Started"),
        (2, "Progressing"),
        (3, "Refining and Expanding"),
        (4, "Fully Implementing"),
        (5, "Sustaining"),
    ]


def test_three_outcomes_hold_the_sixteen_indicators_of_the_document(instrument: Instrument) -> None:
    by_outcome = {
        outcome.id: [each.id for each in instrument.indicators if each.outcome_id == outcome.id]
        for outcome in instrument.outcomes
    }
    assert {
        outcome: [each.removeprefix(f"{outcome}.") for each in ids] for outcome, ids in by_outcome.items()
    } == {
        "EC1": [
            "Leaders1",
            "Leaders2",
            "Leaders3",
            "Leaders4",
            "Teachers1",
            "Students1",
            "StrategicAlliances1",
        ],
        "EC2": ["Leaders1", "Teachers1", "Students1", "StrategicAlliances1"],
        "EC3": ["Leaders1", "Leaders2", "Teachers1", "Students1", "StrategicAlliances1"],
    }


def test_every_indicator_is_about_the_audience_that_its_id_names(instrument: Instrument) -> None:
    for each in instrument.indicators:
        assert each.id.split(".")[1].rstrip("0123456789") == each.audience.replace(" ", "")
    assert Counter(each.audience for each in instrument.indicators) == {
        "Leaders": 7,
        "Teachers": 3,
        "Students": 3,
        "Strategic Alliances": 3,
    }


def test_eighty_descriptors_are_there_and_no_two_indicators_share_a_summary(instrument: Instrument) -> None:
    described = [each for indicator in instrument.indicators for each in indicator.descriptors]
    assert len(described) == 80
    assert len({each.summary for each in described}) == 80
    assert all(each.behaviours for each in described)


def test_the_whole_team_is_an_actor_in_five_indicators(instrument: Instrument) -> None:
    assert [each.id for each in instrument.indicators if each.whole_team] == [
        "EC1.Leaders3",
        "EC1.Leaders4",
        "EC2.Leaders1",
        "EC3.Leaders1",
        "EC3.Leaders2",
    ]


def test_a_second_wording_stands_only_where_the_document_has_one(instrument: Instrument) -> None:
    assert [each.id for each in instrument.indicators if each.map_title] == [
        "EC1.Leaders3",
        "EC3.StrategicAlliances1",
    ]
    assert [each.id for each in instrument.outcomes if each.map_title] == ["EC3"]


def test_an_indicator_with_all_its_levels_can_be_read_in_chat(instrument: Instrument) -> None:
    for each in instrument.indicators:
        texts = [text for level in each.descriptors for text in (level.summary, *level.behaviours)]
        assert sum(map(len, texts)) <= LONGEST_INDICATOR, each.id


BEHAVIOURS = {  # counted in the document, cell by cell, lowest level first
    "EC1.Leaders1": [2, 3, 3, 3, 3],
    "EC1.Leaders2": [2, 4, 8, 6, 7],
    "EC1.Leaders3": [3, 1, 3, 2, 2],
    "EC1.Leaders4": [7, 7, 2, 4, 2],
    "EC1.Teachers1": [2, 2, 2, 8, 6],
    "EC1.Students1": [1, 1, 1, 2, 5],
    "EC1.StrategicAlliances1": [3, 1, 2, 3, 3],
    "EC2.Leaders1": [3, 3, 6, 2, 5],
    "EC2.Teachers1": [1, 2, 1, 1, 6],
    "EC2.Students1": [4, 4, 4, 6, 8],
    "EC2.StrategicAlliances1": [1, 2, 1, 1, 1],
    "EC3.Leaders1": [2, 2, 3, 2, 5],
    "EC3.Leaders2": [1, 2, 3, 2, 2],
    "EC3.Teachers1": [1, 3, 1, 5, 5],
    "EC3.Students1": [1, 1, 1, 3, 3],
    "EC3.StrategicAlliances1": [1, 1, 5, 5, 5],
}


def test_no_behaviour_of_a_cell_is_lost(instrument: Instrument) -> None:
    counted = {
        each.id: [len(level.behaviours) for level in each.descriptors] for each in instrument.indicators
    }
    assert counted == BEHAVIOURS


@pytest.mark.parametrize(
    ("indicator", "words_by_level"),
    [
        ("EC2.Students1", ["rarely", "often", "steadily", "act first", "steer themselves"]),
        (
            "EC2.StrategicAlliances1",
            ["answer when", "tell the school", "plan together", "carry their", "keep improving"],
        ),
        ("EC3.StrategicAlliances1", ["make it known", "money", "now and then", "often", "systematically"]),
        ("EC3.Teachers1", ["parents", "beyond their own", "beyond the school", "often", "routine"]),
    ],
)
def test_the_cells_are_not_turned_upside_down(
    instrument: Instrument, indicator: str, words_by_level: list[str]
) -> None:
    for words, descriptor in zip(words_by_level, instrument.indicator(indicator).descriptors, strict=True):
        assert words in descriptor.summary.casefold()


def test_an_instrument_is_shown_as_json_with_levels_lowest_first(instrument: Instrument) -> None:
    shown = json.loads(json.dumps(instrument_as_data(instrument)))
    assert (shown["id"], shown["version"]) == ("engaged-stem-community", "1")
    assert (len(shown["outcomes"]), len(shown["indicators"])) == (3, 16)
    partners = next(each for each in shown["indicators"] if each["id"] == "EC1.StrategicAlliances1")
    assert partners["audience"] == "Strategic Alliances"
    assert partners["outcome"] == "EC1"
    assert [(each["level"], each["name"]) for each in partners["levels"]] == [
        (level["number"], level["name"]) for level in shown["levels"]
    ]
    assert all(each["summary"] and each["behaviours"] for each in partners["levels"])


def test_seven_roles_map_to_audiences_and_only_a_student_leader_is_a_student(library: Library) -> None:
    assert {role.id: role.audience for role in library.roles.values()} == {
        "district-administration": "Leaders",
        "finance-officer": "Leaders",
        "building-administration": "Leaders",
        "instructional-coach": "Teachers",
        "ecosystem-liaison": "Strategic Alliances",
        "student-leader": "Students",
        "teacher": "Teachers",
    }
    assert [role.id for role in library.roles.values() if role.is_student] == ["student-leader"]


def test_the_seven_norms_say_what_they_mean_and_how_they_sound(library: Library) -> None:
    assert [norm.title for norm in library.norms] == [
        "Pausing",
        "Paraphrasing",
        "Probing",
        "Posing questions",
        "Putting ideas on the table",
        "Paying attention to self and others",
        "Providing data",
    ]
    assert all(norm.means.endswith(".") and 2 <= len(norm.sounds_like) <= 3 for norm in library.norms)
