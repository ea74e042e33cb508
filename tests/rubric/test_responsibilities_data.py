"""The packaged responsibilities: who answers for what, and to whom."""

from __future__ import annotations

import pytest

from rubric.load import load_library
from rubric.model import Library
from rubric.responsibilities import Responsibilities

pytestmark = pytest.mark.unit

SIX_ROLES = [
    "district-administration",
    "finance-officer",
    "building-administration",
    "instructional-coach",
    "ecosystem-liaison",
    "student-leader",
]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def held(library: Library) -> Responsibilities:
    return library.responsibilities


def test_six_roles_have_a_cell_in_each_of_ten_areas(held: Responsibilities) -> None:
    assert list(held.areas) == [
        "decision-making",
        "strategic-planning",
        "accountability",
        "budgetary-support",
        "operational-protocols",
        "professional-development",
        "curricular-aspects",
        "partner-outreach",
        "communication",
        "advocacy",
    ]
    assert list(held.cells) == [f"{role}.{area}" for area in held.areas for role in SIX_ROLES]


def test_four_cells_do_not_apply_and_all_others_say_what_is_done(held: Responsibilities) -> None:
    assert {each.id for each in held.cells.values() if each.not_applicable} == {
        "ecosystem-liaison.operational-protocols",
        "student-leader.operational-protocols",
        "student-leader.budgetary-support",
        "finance-officer.advocacy",
    }
    assert all(bool(each.does) is not each.not_applicable for each in held.cells.values())


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("building-administration.curricular-aspects", 6),
        ("instructional-coach.curricular-aspects", 5),
        ("district-administration.curricular-aspects", 4),
        ("student-leader.curricular-aspects", 4),
        ("instructional-coach.professional-development", 4),
        ("district-administration.professional-development", 3),
        ("building-administration.operational-protocols", 3),
        ("finance-officer.accountability", 1),
    ],
)
def test_each_separate_responsibility_is_an_entry(held: Responsibilities, cell: str, count: int) -> None:
    assert len(held.cells[cell].does) == count


@pytest.mark.parametrize(
    "cell",
    [
        "instructional-coach.decision-making",
        "ecosystem-liaison.decision-making",
        "student-leader.decision-making",
        "instructional-coach.budgetary-support",
    ],
)
def test_whoever_only_advises_is_told_so(held: Responsibilities, cell: str) -> None:
    assert "Advise those who decide; the decision stays with them" in held.cells[cell].does


def test_a_responsibility_is_a_sentence_not_a_piece_of_one(held: Responsibilities) -> None:
    done = [what for each in held.cells.values() for what in each.does]
    assert [what for what in done if not what[0].isupper() or what.endswith(".")] == []


def test_a_cell_names_the_row_that_it_comes_from(held: Responsibilities) -> None:
    assert held.cells["student-leader.advocacy"].source == held.areas["advocacy"].source
    assert held.areas["advocacy"].source.endswith("fourth table, row on advocacy for STEM")


def test_the_accountability_line_runs_up_to_the_district(held: Responsibilities) -> None:
    assert {(each.holder, each.answers_to or each.answers_to_others) for each in held.lines.values()} == {
        ("district-administration", "district-administration"),
        ("building-administration", "district-administration"),
        ("teacher", "building-administration"),
        ("instructional-coach", "building-administration"),
        ("ecosystem-liaison", "the partners"),
        ("student-leader", "the STEM Leadership Team, the teacher advisers or both"),
        ("finance-officer", ""),  # the document names nobody
    }
    assert held.lines["staff-to-building"].assisted_by == "instructional-coach"


def test_the_cells_and_lines_of_a_role_are_found(held: Responsibilities) -> None:
    assert [each.area_id for each in held.of_role("student-leader")] == list(held.areas)
    assert held.of_role("teacher") == ()
    assert [each.id for each in held.lines_from("teacher")] == ["staff-to-building"]
    assert [each.holder for each in held.lines_to("building-administration")] == [
        "teacher",
        "instructional-coach",
    ]


def test_each_role_of_the_document_says_who_may_hold_it(library: Library) -> None:
    assert [each.id for each in library.roles.values() if each.positions] == SIX_ROLES
    assert library.role("building-administration").positions == ("Principal", "Assistant principal")
    assert library.role("teacher").source.startswith("This project's own")
