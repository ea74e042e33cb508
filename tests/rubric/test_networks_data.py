"""The packaged data on networks and facilitation: norms, protocols, agendas, groups, prompts, practices."""

from __future__ import annotations

import pytest

from rubric.facilitation import Facilitation
from rubric.load import load_library
from rubric.model import Library

pytestmark = pytest.mark.unit

LONGEST_PROTOCOL = 60  # minutes: it is a part of a meeting, not the meeting


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def network(library: Library) -> Facilitation:
    return library.facilitation


def test_each_norm_says_how_it_looks_and_where_it_stands(library: Library) -> None:
    assert list(library.norm_sets) == ["collaborative-norms"]
    assert all(2 <= len(norm.looks_like) <= 3 for norm in library.norms)
    assert {norm.source for norm in library.norms} == {
        "IC Map, outcome EC3, table row of EC3.Leaders2, level Progressing"
    }


def test_six_protocols_have_phases_with_minutes(network: Facilitation) -> None:
    assert {each.id: each.minutes for each in network.protocols.values()} == {
        "go-round": 15,
        "chalk-talk": 25,
        "consultancy": 38,
        "tuning": 37,
        "data-look": 35,
        "look-back": 20,
    }
    for each in network.protocols.values():
        assert len(each.phases) >= 3
        assert all(1 <= phase.minutes < each.minutes for phase in each.phases)
        assert each.minutes <= LONGEST_PROTOCOL


def test_an_agenda_can_be_made_with_a_break_a_norm_feedback_and_what_came_of_it(
    network: Facilitation,
) -> None:
    assert list(network.agenda) == [
        "agenda.welcome",
        "agenda.purpose",
        "agenda.norm",
        "agenda.progress",
        "agenda.adjusted",
        "agenda.work",
        "agenda.break",
        "agenda.decisions",
        "agenda.feedback",
    ]
    assert sum(each.minutes for each in network.agenda.values()) <= 90


def test_four_grouping_structures_say_what_they_are_good_for(network: Facilitation) -> None:
    assert list(network.groupings) == ["cross-role", "cross-school", "role-alike", "within-content"]
    assert all(
        "Reflecting" in network.groupings[each].useful_for for each in ("role-alike", "within-content")
    )


def test_a_new_facilitator_finds_prompts_to_learn_by_and_to_reflect_on(network: Facilitation) -> None:
    assert len(network.learning) >= 5
    assert len(network.reflection) >= 5
    assert all(each.asks.endswith("?") for each in network.reflection.values())


def test_practices_stand_under_the_three_factors_of_the_page(network: Facilitation) -> None:
    headings = [each.heading for each in network.practices.values()]
    assert list(dict.fromkeys(headings)) == [
        "Active facilitation",
        "Strong relationships",
        "Inclusive ownership",
    ]
    asked_for = {"feedback", "private-sign", "breaks", "face-to-face", "every-voice", "new-facilitators"}
    assert {f"practice.{each}" for each in asked_for} <= set(network.practices)
    assert "adjustment" in network.practices["practice.feedback"].what
