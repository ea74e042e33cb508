"""`stem-bot rubric list`, `show` and `check`: what there is, in full, and what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.rubric.entry_text import entry_lines
from rubric.as_data import entry_as_data
from rubric.catalogue import entries
from rubric.load import load_library
from tests.cli.terminal import stem_bot, write_files

pytestmark = pytest.mark.unit

COUNTS = """\
The rubric files are fine:
  engaged-stem-community, version 1: 3 outcomes, 16 indicators x 5 levels = 80 descriptors with 243 behaviours
  7 roles, 7 accountability lines
  6 roles x 10 areas: 60 cells, 4 of them N/A
  7 norms in the set collaborative-norms
  6 protocols of 15 to 38 minutes
  9 agenda elements, 4 grouping structures
  9 prompts to learn facilitating, 7 to reflect on it
  18 practices of networks
  5 equity roles with 37 expectations, 4 also named
  4 lines for concerns, 5 composition checks
  10 duties of the implementation leader, 6 criteria
  3 parts of the stepback brief, 6 stakeholder groups
"""
OWN_ROLES = "source: our handbook\nroles:\n  - {id: archivist, title: Archivist, audience: Teachers}\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a config.yaml of the checkout would be taken as the installation


def test_check_counts_all_there_is() -> None:
    result = stem_bot("rubric", "check")
    assert (result.exit_code, result.stdout) == (0, COUNTS)


def test_check_counts_a_district_folder_after_ours(tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text(OWN_ROLES, encoding="utf-8")
    assert "  8 roles, 7 accountability lines\n" in stem_bot("rubric", "check", tmp_path).stdout


def test_check_takes_a_single_file(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text("id: draft\nlevels: [Low, High]\n", encoding="utf-8")
    result = stem_bot("rubric", "check", file)
    assert result.exit_code == 2
    assert f"{file}:2: key 'levels': has 2 entries, at least 3 needed. Add what is missing\n" in result.stderr
    assert (
        f"{file}:1: key 'indicators': is missing. Add 'indicators:' with a list below it\n" in result.stderr
    )


def test_check_tells_the_problems_of_all_files_at_once(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("id: draft", encoding="utf-8")
    (tmp_path / "own").mkdir()
    told = stem_bot("rubric", "check", tmp_path / "one.yaml", tmp_path / "two.yaml", tmp_path / "own").stderr
    assert [name for name in ("one.yaml:1:", "two.yaml:1:", "own:1:") if name not in told] == []


def test_the_folders_of_an_installation_are_taken_where_its_config_stands(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "roles.yaml").write_text(OWN_ROLES, encoding="utf-8")
    config, _ = write_files(tmp_path)
    config.write_text(f"rubrics: [rubrics]\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    shown = stem_bot("rubric", "show", "archivist")
    assert shown.stdout.startswith("Archivist (role archivist)\n")
    config.rename(tmp_path / "other.yaml")
    assert stem_bot("rubric", "show", "archivist").exit_code == 2
    assert stem_bot("rubric", "show", "archivist", "--config", "other.yaml").stdout == shown.stdout


def test_check_names_a_path_that_is_not_there(tmp_path: Path) -> None:
    result = stem_bot("rubric", "check", tmp_path / "nowhere")
    assert (result.exit_code, result.stderr) == (
        2,
        f"{tmp_path}/nowhere:1: there is no such folder. Check the path\n",
    )


def test_list_prints_every_id_under_its_kind() -> None:
    text = stem_bot("rubric", "list").stdout
    assert text.startswith("instrument (1)\n  engaged-stem-community  Engaged STEM School Community\n\n")
    assert [each.id for each in entries(load_library()) if f"\n  {each.id} " not in text] == []
    assert max(map(len, text.splitlines())) <= 100


def test_list_of_one_kind_as_json() -> None:
    listed = json.loads(stem_bot("rubric", "list", "--kind", "equity role", "--json").stdout)
    assert [each["id"] for each in listed] == [
        "superintendent",
        "district-lead",
        "school-principal",
        "school-equity-champion",
        "team-member",
    ]
    assert all(each["title"] and each["source"] for each in listed)


def test_list_of_a_kind_that_does_not_exist_names_the_kinds() -> None:
    result = stem_bot("rubric", "list", "--kind", "roll")
    assert result.exit_code == 2
    assert "There is no kind 'roll'. There are: instrument, outcome, indicator, role, area" in result.stderr


def test_anything_that_is_listed_can_be_shown_as_text_and_as_json() -> None:
    library = load_library()
    for each in entries(library):
        lines = list(entry_lines(each, library))
        data = json.loads(json.dumps(entry_as_data(each, library)))
        assert len(lines) > 1
        assert max(map(len, lines)) <= 100
        assert (data["kind"], data["id"], data["source"]) == (each.kind, each.id, each.source)


def test_show_prints_a_role_as_json_with_what_it_answers_for() -> None:
    data = json.loads(stem_bot("rubric", "show", "finance-officer", "--json").stdout)
    assert (data["kind"], data["title"], len(data["responsibilities"])) == ("role", "Finance officer", 10)


@pytest.mark.parametrize("given", ["EC1.Strategic Alliances1", "ec1.strategicalliances1"])
def test_show_takes_the_spelling_of_the_document(given: str) -> None:
    text = stem_bot("rubric", "show", given).stdout
    assert text.startswith(
        "EC1.StrategicAlliances1 · Partners' understanding of STEM (Strategic Alliances)\n"
    )


def test_show_of_an_indicator_has_both_wordings_and_the_source() -> None:
    text = stem_bot("rubric", "show", "EC1.Leaders3").stdout
    assert "\n  In the map: School leaders and the SLT work out one vision and one mission" in text
    assert text.endswith(
        "\nSource: IC Map, outcome EC1, at-a-glance page (title) and table row of EC1.Leaders3 (map_title)\n"
    )


def test_show_of_a_role_has_its_areas_what_does_not_apply_and_whom_it_answers_to() -> None:
    lines = stem_bot("rubric", "show", "building-administration").stdout.splitlines()
    assert "  Advocacy" in lines
    assert "  Answers to: District administration, for the district's STEM goals" in lines
    assert "  Holds to account: Teacher, for the school's STEM goals" in lines
    student = stem_bot("rubric", "show", "student-leader").stdout.splitlines()
    assert [line for line in student if line.endswith(": N/A")] == [
        "  Budgetary support: N/A",
        "  Operational protocols: N/A",
    ]


def test_show_of_an_equity_role_goes_by_cadence() -> None:
    lines = stem_bot("rubric", "show", "district-lead").stdout.splitlines()
    assert [line for line in lines if line.startswith("  ") and line.endswith(":") and line[2] != " "] == [
        "  Often held by:",
        "  Every two weeks:",
        "  Monthly:",
        "  Regularly:",
        "  All the time:",
        "  When needed:",
        "  Once:",
    ]


def test_show_of_a_protocol_has_its_phases_with_minutes() -> None:
    text = stem_bot("rubric", "show", "go-round").stdout
    assert "15 minutes, up to 10 people" in text
    assert "\n    2 min  Question and silence: " in text
