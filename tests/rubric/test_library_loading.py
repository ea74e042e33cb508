"""Broken rubric files: every fault is named with file, line, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric.load import RubricInvalid, load_library, packaged_data

pytestmark = pytest.mark.unit

INSTRUMENT = """\
id: own
version: "2"
title: Our own rubric
source: written by us
standard: Things go well
audiences: [Staff]
levels: [Low, Middle, High]
outcomes:
  - {id: O1, short_title: First, title: The first outcome, source: page 1}
indicators:
  - id: O1.Staff1
    outcome: O1
    audience: Staff
    short_title: Working well
    title: Work well together
    source: page 2
    levels:
      - level: 1
        summary: They try
        behaviours: [Try]
      - level: 2
        summary: They often manage
        behaviours: [Manage often]
      - level: 3
        summary: They always manage
        behaviours: [Manage always, Help others]
"""
ROLES = "source: handbook\nroles:\n  - {id: staff, title: Staff member, audience: Staff}\n"
NORMS = """\
source: handbook
norms:
  - {id: pausing, title: Waiting, means: Wait., sounds_like: [One moment, Wait]}
"""


def write(folder: Path, **changed: str) -> Path:
    """Write what a district may bring; each keyword replaces the text of one file (own, roles, norms)."""
    for name, text in ({"own": INSTRUMENT, "roles": ROLES, "norms": NORMS} | changed).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(RubricInvalid) as caught:
        load_library(folder)
    assert str(caught.value) == "\n".join(str(each) for each in caught.value.problems)
    return [str(each).removeprefix(f"{folder}/") for each in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert INSTRUMENT.count(old) == 1
    return INSTRUMENT.replace(old, new)


def test_an_instrument_of_three_levels_is_loaded_from_a_folder(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    own = library.instrument("own")
    assert own.level("high").number == 3
    assert own.indicator("o1.staff1").descriptor(3).behaviours == ("Manage always", "Help others")
    assert library.role("staff").is_student is False
    assert library.norms[0].sounds_like == ("One moment", "Wait")
    assert library.role("staff").source == "handbook"


def test_the_packaged_files_are_found_wherever_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (packaged_data() / "engaged-stem-community.yaml").is_file()
    assert list(load_library().instruments) == ["engaged-stem-community"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "title: Our own rubric",
            "tittle: Our own rubric",
            "own.yaml:3: key 'tittle': is not a known key. Did you mean 'title'?",
        ),
        ("standard: Things go well\n", "", "own.yaml:1: key 'standard': is missing. Add 'standard: …' here"),
        (
            'version: "2"',
            "version: 2",
            "own.yaml:2: key 'version': '2' is not read as a text. Put it in quotes: \"2\"",
        ),
        (
            "audience: Staff",
            "audience: Stuff",
            "own.yaml:13: key 'audience': 'Stuff' is not declared in this file. Use one of: Staff",
        ),
        (
            "outcome: O1",
            "outcome: O2",
            "own.yaml:12: key 'outcome': 'O2' is not declared in this file. Use one of: O1",
        ),
        (
            "      - level: 2\n        summary: They often manage\n        behaviours: [Manage often]\n",
            "",
            "own.yaml:17: key 'levels': are 1, 3 instead of 1, 2, 3. Describe every level once, lowest first",
        ),
        (
            "summary: They try",
            f"summary: {'long ' * 30}",
            "own.yaml:19: key 'summary': has 149 characters, 140 are allowed. Say it shorter",
        ),
        (
            "behaviours: [Try]",
            "behaviours: []",
            "own.yaml:20: key 'behaviours': has 0 entries, at least 1 needed. Add what is missing",
        ),
        (
            "behaviours: [Try]",
            'behaviours: [" "]',
            "own.yaml:20: key 'behaviours': is empty. Write a text or take the key out",
        ),
        (
            "levels: [Low, Middle, High]",
            "levels: [Low, Middle, low]",
            "own.yaml:7: key 'levels': has a name twice. Give each level a name of its own, lowest first",
        ),
        (
            "source: page 2",
            "source: page 2\n    whole_team: maybe",
            "own.yaml:17: key 'whole_team': is neither true nor false. Write 'whole_team: true' or drop it",
        ),
        (
            "level: 1",
            "level: first",
            "own.yaml:18: key 'level': is no whole number above 0. Write 'level: 1' or the like",
        ),
        ("id: own", "id: own\nid: other", "own.yaml:2: key 'id': stands here twice. Keep one of the two"),
        (
            "behaviours: [Try]",
            "behaviours: Try",
            "own.yaml:20: key 'behaviours': is not a list. Write each entry on its own line after '- '",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_key_and_remedy(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = INSTRUMENT.replace(old, new, 1)
    assert text != INSTRUMENT
    assert problem in problems_of(write(tmp_path, own=text))


@pytest.mark.parametrize("levels", ["[Low, High]", "[a, b, c, d, e, f, g, h]"])
def test_a_scale_has_three_to_seven_levels(tmp_path: Path, levels: str) -> None:
    text = changed("levels: [Low, Middle, High]", f"levels: {levels}")
    found = problems_of(write(tmp_path, own=text))
    assert found[0].startswith("own.yaml:7: key 'levels': has ")


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    text = changed("title: Our own rubric\n", "").replace("audience: Staff", "audience: Stuff")
    folder = write(tmp_path, own=text, roles=ROLES.replace("Staff}", "Nobody}"), norms="norms: []\n")
    audiences = "Leaders, Staff, Strategic Alliances, Students, Teachers"
    assert problems_of(folder) == [
        "own.yaml:12: key 'audience': 'Stuff' is not declared in this file. Use one of: Staff",
        "own.yaml:1: key 'title': is missing. Add 'title: …' here",
        f"roles.yaml:3: key 'audience': 'Nobody' is declared by no instrument. Use one of: {audiences}",
        "norms.yaml:1: key 'norms': is empty. Add at least one entry",
    ]


def test_ids_and_aliases_that_differ_only_in_case_and_blanks_clash(tmp_path: Path) -> None:
    second = INSTRUMENT.split("indicators:\n")[1].replace(
        "id: O1.Staff1", "id: O2\n    aliases: [o1.staff 1]"
    )
    (problem,) = problems_of(write(tmp_path, own=INSTRUMENT + second))
    assert problem.startswith("own.yaml:27: key 'id': 'o1.staff 1' is taken already")


def test_two_files_with_the_same_instrument_clash(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "zebra.yaml").write_text(INSTRUMENT, encoding="utf-8")
    assert problems_of(folder) == [
        "zebra.yaml:1: key 'id': 'own' is the id of another file too. Choose another id"
    ]


def test_yaml_that_cannot_be_read_is_one_problem_with_its_line(tmp_path: Path) -> None:
    broken = changed("title: Our own rubric", "title: Our own: rubric")
    (problem,) = problems_of(write(tmp_path, own=broken))
    assert problem.startswith("own.yaml:3: YAML cannot be read here: mapping values are not allowed")


def test_a_file_that_is_not_text_empty_or_no_mapping_is_one_problem_each(tmp_path: Path) -> None:
    folder = write(tmp_path, norms="", roles="- staff\n")
    (folder / "own.yaml").write_bytes(b"id: \xff\xfe")
    first, norms, roles = problems_of(folder)
    assert first.startswith("own.yaml:1: ")
    assert roles == "roles.yaml:1: is not a mapping. Write it as 'key: value' lines with roles, source"
    assert norms == "norms.yaml:1: the file is empty. Mend the file, or bring it back from a copy"


def test_a_folder_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [
        f"{tmp_path}:1: the folder holds no .yaml file. Add a file such as my-rubric.yaml"
    ]
    (missing,) = problems_of(tmp_path / "nowhere")
    assert missing.endswith("nowhere:1: there is no such folder. Check the path")
