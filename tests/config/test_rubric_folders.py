"""`rubrics:` in the config: a district's own folders, taken after the packaged data."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config.load import Invalid, load_installation, load_settings
from rubric.problems import RubricInvalid
from tests.config.writing import GOOD

pytestmark = pytest.mark.unit

OWN = """\
id: own
version: "1"
title: Our own rubric
source: written by us
standard: Things go well
audiences: [Leaders]
levels: [Low, Middle, High]
outcomes:
  - {id: O1, short_title: First, title: The first outcome, source: page 1}
indicators:
  - id: O1.Leaders1
    outcome: O1
    audience: Leaders
    short_title: Working well
    title: Work well together
    source: page 2
    levels:
      - {level: 1, summary: They try, behaviours: [Try]}
      - {level: 2, summary: They often manage, behaviours: [Manage often]}
      - {level: 3, summary: They always manage, behaviours: [Manage always]}
"""


def write(folder: Path, *, own: str = OWN, rubrics: str = "rubrics: [own]\n") -> Path:
    (folder / "own").mkdir()
    (folder / "own" / "rubric.yaml").write_text(own, encoding="utf-8")
    config = folder / "config.yaml"
    text = GOOD.replace("    zone:", "    instrument: own\n    zone:")
    config.write_text(rubrics + text, encoding="utf-8")
    return config


def test_a_team_may_work_with_a_rubric_of_the_districts_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write(tmp_path)
    monkeypatch.chdir("/")
    installation = load_installation(config)
    settings = installation.settings
    assert settings.teams["riverbend"].instrument == "own"
    assert settings.rubrics == (str(tmp_path / "own"),)
    assert sorted(installation.library.instruments) == ["engaged-stem-community", "own"]


def test_without_folders_only_the_packaged_rubrics_are_known(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="there is no instrument 'own'"):
        load_settings(write(tmp_path, rubrics=""))


def test_a_folder_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    config = write(tmp_path, rubrics="rubrics:\n  - own\n  - wherever\n")
    with pytest.raises(Invalid) as caught:
        load_settings(config)
    (said,) = [str(each) for each in caught.value.problems]
    assert said == (
        f"{config}:3: rubrics[1]: there is no folder '{tmp_path}/wherever'. Write the folder that holds your "
        "rubrics; its path starts at this file's folder."
    )


def test_a_fault_in_a_rubric_is_told_with_its_own_file_and_line(tmp_path: Path) -> None:
    config = write(tmp_path, own=OWN.replace("title: Our own rubric", "titel: Our own rubric"))
    with pytest.raises(RubricInvalid, match=r"own/rubric\.yaml:3: key 'titel': is not a known key"):
        load_settings(config)
