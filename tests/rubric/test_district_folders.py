"""A district's own folders: what they add to ours, and what they word anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric.load import RubricInvalid, load_library, packaged_data

pytestmark = pytest.mark.unit

ARCHIVIST = "source: handbook\nroles:\n  - {id: archivist, title: Archivist, audience: Teachers}\n"
CELLS = """\
source: handbook
areas:
  - id: advocacy
    responsibilities:
      - {role: finance-officer, does: [Ask the county for money]}
      - {role: archivist, does: [Collect letters, Keep them safe]}
  - id: archives
    title: Archives
    responsibilities:
      - {role: archivist, does: [Keep the archive]}
accountability:
  - {id: archivist-to-building, holder: archivist, answers_to: building-administration, for_what: the archive}
"""
TEACHERS = CELLS.replace("archivist", "teacher")
NORM = "{id: pausing, title: Waiting, means: Wait a while., sounds_like: [One moment, Wait]}"
CIRCLE = "{id: one-voice, title: One voice, means: One speaks., sounds_like: [Go on, And then]}"
WALK = """\
source: handbook
protocols:
  - id: walk
    title: Walk
    purpose: Talk while you walk.
    group: two people
    phases:
      - {title: Out, minutes: 5, what: One talks.}
"""
CONCERNS = """\
source: handbook
also_named:
  - {id: parent-lead, title: Parent lead, about: Asks.}
concerns:
  - {id: concerns-of-parent-lead, holder: parent-lead, goes_to: [school-principal]}
"""


def folder(parent: Path, **files: str) -> Path:
    """A folder with these files, an underscore for each hyphen of their names."""
    made = parent / f"district-{len(list(parent.iterdir()))}"
    made.mkdir()
    for name, text in files.items():
        (made / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return made


def problems_of(*folders: Path) -> list[str]:
    with pytest.raises(RubricInvalid) as caught:
        load_library(*folders)
    return [f"{Path(each.file).name}:{each.line}: {each.key}: {each.what}" for each in caught.value.problems]


def ours(name: str) -> str:
    return (packaged_data() / name).read_text(encoding="utf-8")


def test_an_instrument_of_the_same_id_stands_in_place_of_ours(tmp_path: Path) -> None:
    text = ours("engaged-stem-community.yaml").replace("Building support for STEM", "Backing")
    own = folder(tmp_path, original=text)
    library = load_library(own)
    assert list(library.instruments) == ["engaged-stem-community"]
    assert library.instrument("engaged-stem-community").indicator("EC1.Leaders1").short_title == "Backing"
    assert (
        load_library().instrument("engaged-stem-community").indicator("EC1.Leaders1").short_title != "Backing"
    )


def test_an_instrument_with_an_id_of_its_own_stands_beside_ours(tmp_path: Path) -> None:
    text = ours("engaged-stem-community.yaml").replace("id: engaged-stem-community", "id: ours-too")
    assert list(load_library(folder(tmp_path, own=text)).instruments) == [
        "engaged-stem-community",
        "ours-too",
    ]


def test_roles_areas_cells_and_lines_are_added_and_worded_anew_one_by_one(tmp_path: Path) -> None:
    library = load_library(folder(tmp_path, roles=ARCHIVIST, responsibilities=CELLS))
    held = library.responsibilities
    assert (len(library.roles), len(held.areas), len(held.cells)) == (8, 11, 62)
    assert held.cells["finance-officer.advocacy"].does == ("Ask the county for money",)
    assert (
        held.cells["student-leader.advocacy"]
        == load_library().responsibilities.cells["student-leader.advocacy"]
    )
    assert [each.id for each in held.of_role("archivist")] == ["archivist.advocacy", "archivist.archives"]
    assert held.cells["archivist.archives"].source == "handbook"
    assert held.areas["advocacy"].title == "Advocacy"
    assert [each.id for each in held.lines_to("building-administration")][-1] == "archivist-to-building"


def test_the_last_folder_has_the_last_word(tmp_path: Path) -> None:
    later = ARCHIVIST.replace("title: Archivist", "title: Keeper")
    library = load_library(folder(tmp_path, roles=ARCHIVIST), folder(tmp_path, roles=later))
    assert library.role("archivist").title == "Keeper"


def test_norms_without_a_set_of_their_own_change_our_set(tmp_path: Path) -> None:
    library = load_library(folder(tmp_path, norms=f"source: handbook\nnorms:\n  - {NORM}\n  - {CIRCLE}\n"))
    assert (library.norms[0].id, library.norms[-1].id) == ("pausing", "one-voice")
    assert (len(library.norms), library.norms[0].title) == (8, "Waiting")
    assert list(library.norm_sets) == ["collaborative-norms"]


def test_meetings_hear_a_set_of_norms_with_an_id_of_its_own_instead(tmp_path: Path) -> None:
    text = f"id: circle\ntitle: Circle norms\nsource: handbook\nnorms:\n  - {CIRCLE}\n"
    library = load_library(folder(tmp_path, norms=text), folder(tmp_path, roles=ARCHIVIST))
    assert [each.id for each in library.norms] == ["one-voice"]
    assert list(library.norm_sets) == ["collaborative-norms", "circle"]


def test_protocols_expectations_and_duties_are_loaded_from_a_district_too(tmp_path: Path) -> None:
    own = folder(
        tmp_path,
        facilitation=WALK,
        equity_team=CONCERNS,
    )
    library = load_library(own)
    assert library.facilitation.protocols["walk"].minutes == 5
    assert len(library.facilitation.protocols) == 7
    assert library.equity_team.concerns["concerns-of-parent-lead"].goes_to == ("school-principal",)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"responsibilities": CELLS},
            "responsibilities.yaml:6: role: 'archivist' is not known here",
        ),
        (
            {"responsibilities": "source: x\nareas:\n  - {id: new, responsibilities: []}\n"},
            "responsibilities.yaml:3: title: is missing",
        ),
        (
            {
                "responsibilities": CELLS.replace("archivist", "teacher").replace(
                    "does: [Keep the archive]", "does: []"
                )
            },
            "responsibilities.yaml:10: does: has 0 entries, at least 1 needed",
        ),
        (
            {
                "responsibilities": TEACHERS.replace(
                    "does: [Keep the archive]", "not_applicable: true, does: [Rest]"
                )
            },
            "responsibilities.yaml:10: does: stands beside 'not_applicable: true'",
        ),
        (
            {"responsibilities": CELLS.replace("archivist", "finance-officer")},
            "responsibilities.yaml:6: role: 'finance-officer' has this area already",
        ),
        (
            {"roles": ARCHIVIST.replace("source: handbook\n", "")},
            "roles.yaml:2: source: is missing",
        ),
        (
            {"roles": ARCHIVIST.replace("id: archivist", "id: the archivist")},
            "roles.yaml:3: id: 'the archivist' holds blanks or signs that an id cannot have",
        ),
        (
            {"roles": ARCHIVIST.replace("id: archivist", f"id: {'a' * 41}")},
            "roles.yaml:3: id: has 41 characters, 40 are allowed",
        ),
        (
            {"equity_team": CONCERNS.replace("holder: parent-lead", "holder: parents-lead")},
            "equity-team.yaml:5: holder: 'parents-lead' is not known here",
        ),
        (
            {"facilitation": WALK.replace("minutes: 5", "minutes: 0")},
            "facilitation.yaml:8: minutes: is no whole number above 0",
        ),
        (
            {"implementation_lead": "id: lead\n"},
            "implementation-lead.yaml:1: criteria: is missing",
        ),
    ],
)
def test_a_fault_in_a_district_file_is_named(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    assert problem in problems_of(folder(tmp_path, **files))


def test_a_rhythm_that_nobody_knows_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = ours("implementation-lead.yaml").replace("cadence: quarterly", "cadence: quaterly")
    with pytest.raises(RubricInvalid) as caught:
        load_library(folder(tmp_path, implementation_lead=text))
    assert str(caught.value).endswith(
        "key 'cadence': 'quaterly' is not known here. Did you mean 'quarterly'?"
    )
