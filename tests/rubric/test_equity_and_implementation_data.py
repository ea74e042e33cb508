"""The packaged data on the equity team and on the leader of the implementation support team."""

from __future__ import annotations

import pytest

from rubric.cadence import Cadence
from rubric.equity_team import EquityTeam
from rubric.implementation_lead import ImplementationLead
from rubric.load import load_library

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def team() -> EquityTeam:
    return load_library().equity_team


@pytest.fixture(scope="module")
def lead() -> ImplementationLead:
    return load_library().implementation_lead


def with_cadence(team: EquityTeam, cadence: Cadence) -> dict[str, set[str]]:
    everything = [each for role in team.roles.values() for each in role.expectations]
    return {each.id: set(each.with_whom) for each in everything if each.cadence is cadence}


def test_five_equity_roles_have_expectations(team: EquityTeam) -> None:
    assert {each.id: len(each.expectations) for each in team.roles.values()} == {
        "superintendent": 9,
        "district-lead": 11,
        "school-principal": 8,
        "school-equity-champion": 7,
        "team-member": 2,
    }
    assert all(each.positions and each.often_held_by for each in team.roles.values())


def test_the_rhythms_are_those_of_the_document(team: EquityTeam) -> None:
    assert with_cadence(team, Cadence.MONTHLY) == {
        "district-lead.monthly-meetings": {"school-principal", "school-site-lead", "partnership-director"},
        "school-principal.meetings": {"partnership-director"},
    }
    assert with_cadence(team, Cadence.EVERY_TWO_WEEKS) == {"district-lead.partner": {"partnership-director"}}
    assert list(with_cadence(team, Cadence.REGULARLY)) == ["district-lead.school-sites"]


def test_the_principals_monthly_meeting_is_the_one_in_person(team: EquityTeam) -> None:
    everything = [each for role in team.roles.values() for each in role.expectations]
    assert [each.id for each in everything if each.in_person] == ["school-principal.meetings"]


def test_feedback_goes_down_the_line(team: EquityTeam) -> None:
    feedback = {
        role.id: expected.with_whom
        for role in team.roles.values()
        for expected in role.expectations
        if expected.id.endswith(".feedback")
    }
    assert feedback == {
        "superintendent": ("district-lead", "school-principal", "school-site-lead"),
        "district-lead": ("school-principal", "school-site-lead"),
        "school-principal": ("school-site-lead", "equity-team"),
        "school-equity-champion": ("equity-team",),
    }


def test_concerns_go_to_the_partnership_director_and_a_champions_to_the_team_too(team: EquityTeam) -> None:
    assert {each.holder: each.goes_to for each in team.concerns.values()} == {
        "superintendent": ("partnership-director",),
        "district-lead": ("partnership-director",),
        "school-principal": ("partnership-director",),
        "school-equity-champion": ("equity-team", "partnership-director"),
    }


def test_only_the_partnership_director_comes_from_outside(team: EquityTeam) -> None:
    assert {each.id: each.is_outside for each in team.also_named.values()} == {
        "school-site-lead": False,
        "district-data-lead": False,
        "partnership-director": True,
        "equity-team": False,
    }
    assert team.title_of("partnership-director") == "Partnership Director"
    assert team.title_of("team-member") == "Team Member"


def test_no_composition_check_counts_who_the_staff_are(team: EquityTeam) -> None:
    assert {each.id: each.tag for each in team.composition.values()} == {
        "composition-positions": "position",
        "composition-commitment": "",
        "composition-staff": "",
        "composition-departments": "department",
        "composition-courses": "advanced course",
    }


def test_the_leaders_duties_stand_under_three_headings_with_their_rhythms(lead: ImplementationLead) -> None:
    assert {(each.id, each.heading, each.cadence.value) for each in lead.duties.values()} == {
        ("lead.workstream-owners", "planning", "once"),
        ("lead.accountability", "planning", "once"),
        ("lead.goals", "planning", "always"),
        ("lead.weekly-meeting", "coordination", "weekly"),
        ("lead.improvement", "coordination", "always"),
        ("lead.stepback", "coordination", "quarterly"),
        ("lead.communications-plan", "communication", "not said"),
        ("lead.key-messages", "communication", "not said"),
        ("lead.investment", "communication", "always"),
        ("lead.spokesperson", "communication", "always"),
    }


def test_the_stepback_brief_has_progress_challenges_and_plans_for_support(lead: ImplementationLead) -> None:
    assert [each.title for each in lead.stepback.values()] == ["Progress", "Challenges", "Plans for support"]


def test_each_group_of_stakeholders_has_prompts_that_are_ours(lead: ImplementationLead) -> None:
    assert len(lead.stakeholders) == 6
    for each in lead.stakeholders.values():
        assert len(each.prompts) >= 2
        assert all(prompt.endswith("?") for prompt in each.prompts)
        assert "ours" in each.source.casefold()


def test_six_criteria_and_a_named_helper(lead: ImplementationLead) -> None:
    assert len(lead.criteria) == 6
    assert lead.helper.does == ("Coordinate the next steps", "Take notes", "Look after logistics")
    assert "early" in lead.helper.about
