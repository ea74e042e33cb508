"""A rubric that changed under its version is refused before anything starts; `rubric diff` shows how."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli.program import program
from tests.cli.local_platforms import TOKENS
from tests.cli.terminal import runner, stem_bot, write_files
from tests.config.test_rubric_folders import OWN

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.unit

WAS, IS = "They always manage", "They manage whatever comes"


def district(folder: Path) -> tuple[Path, Path, Path]:
    """A config with a rubric of the district's own, a declared file, and that rubric's file."""
    config, declared = write_files(folder)
    (folder / "own").mkdir()
    rubric = folder / "own" / "rubric.yaml"
    rubric.write_text(OWN, encoding="utf-8")
    config.write_text(f"rubrics: [own]\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    return config, declared, rubric


def change(rubric: Path, was: str, now: str) -> None:
    text = rubric.read_text(encoding="utf-8")
    assert was in text
    rubric.write_text(text.replace(was, now), encoding="utf-8")


def refused(result: Result) -> None:
    assert result.exit_code == 2
    assert "The rubric own has changed, but its file still says version 1." in result.stderr
    assert f"  O1.Leaders1, level 3, summary\n    was: {WAS}\n    is:  {IS}\n" in result.stderr
    assert 'write version: "2" in the file' in result.stderr
    assert "Traceback" not in result.stderr


def test_a_changed_rubric_of_the_same_version_is_refused_by_check_and_apply(tmp_path: Path) -> None:
    config, declared, rubric = district(tmp_path)
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    assert stem_bot("check", "--config", config).exit_code == 0
    change(rubric, WAS, IS)
    refused(stem_bot("check", "--config", config))
    refused(stem_bot("apply", declared, "--config", config))
    change(rubric, 'version: "1"', 'version: "2"')
    assert stem_bot("check", "--config", config).exit_code == 0
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    change(rubric, IS, WAS)
    assert stem_bot("check", "--config", config).exit_code == 2


def test_run_refuses_a_changed_rubric_before_it_connects(tmp_path: Path) -> None:
    config, declared, rubric = district(tmp_path)
    stem_bot("apply", declared, "--config", config)
    change(rubric, WAS, IS)
    refused(runner(TOKENS).invoke(program, ["run", "--config", str(config)]))


def test_diff_compares_a_file_with_the_version_that_the_database_has_seen(tmp_path: Path) -> None:
    config, declared, rubric = district(tmp_path)
    stem_bot("apply", declared, "--config", config)
    change(rubric, WAS, IS)
    change(rubric, "O1.Leaders1", "O1.Lead1\n    aliases: [O1.Leaders1]")
    change(rubric, 'version: "1"', 'version: "2"')
    shown = stem_bot("rubric", "diff", "own@1", rubric, "--config", config)
    assert shown.exit_code == 0
    assert f"O1.Lead1, level 3\n  summary\n    - {WAS}\n    + {IS}\n" in shown.stdout
    assert "Carried over: 1 of 1 indicators.\n  - O1.Leaders1 → O1.Lead1\n" in shown.stdout
    assert stem_bot("rubric", "diff", "own@1", "own", "--config", config).stdout == shown.stdout


def test_diff_names_what_is_not_carried_over_and_why(tmp_path: Path) -> None:
    _, _, old = district(tmp_path)
    three = old.read_text(encoding="utf-8")
    four = three.replace("High]", "High, Top]").rstrip("\n")
    four += "\n      - {level: 4, summary: They teach it, behaviours: [Teach it]}\n"
    new = tmp_path / "new.yaml"
    new.write_text(four.replace('"1"', '"2"'), encoding="utf-8")
    shown = stem_bot("rubric", "diff", old, new).stdout
    assert "Carried over: 0 of 1 indicators." in shown
    assert "the scale is another (version 1 has 3 levels, version 2 4):\n  - O1.Leaders1\n" in shown
    new.write_text(three.replace("O1.Leaders1", "O1.Else"), encoding="utf-8")
    shown = stem_bot("rubric", "diff", old, new).stdout
    assert "O1.Leaders1\n  indicator\n    - Work well together\n" in shown
    assert "Not carried over, for version 1 has no such id or alias:\n  - O1.Leaders1\n" in shown


def test_diff_of_the_same_says_so(tmp_path: Path) -> None:
    _, _, rubric = district(tmp_path)
    assert "No difference.\n" in stem_bot("rubric", "diff", rubric, rubric).stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "engaged-stem-community@7",
            "There is no version 7 of engaged-stem-community at hand. Old versions are",
        ),
        ("engaged-stem-comunity", "Closest: engaged-stem-community"),
        ("nowhere.yaml", "There is no file nowhere.yaml. Check its path."),
    ],
)
def test_diff_of_something_unknown_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = stem_bot("rubric", "diff", given, "engaged-stem-community")
    assert result.exit_code == 2
    assert said in result.stderr
