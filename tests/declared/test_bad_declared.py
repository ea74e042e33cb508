"""Mistakes in a declared file: the line, the key, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.declared.writing import GOOD, complaints

pytestmark = pytest.mark.unit

MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_a_mistake_is_told_with_its_line_and_remedy(tmp_path: Path, case: dict[str, str]) -> None:
    assert case["instead_of"] in GOOD
    said = complaints(tmp_path, GOOD.replace(case["instead_of"], case["stands"], 1))
    expected = [each for each in (case["said"], case.get("also")) if each]
    assert [line.removeprefix("school.yaml:") for line in said] == expected


def test_what_does_not_fit_together_is_told_with_what_is_wrong_in_itself(tmp_path: Path) -> None:
    text = GOOD.replace("weekly on Tue", "daily").replace("adviser: Theo", "adviser: Leo")
    text = text.replace("level: 2", "level: two")
    assert [line.split(": ")[0] for line in complaints(tmp_path, text)] == [
        "school.yaml:11",
        "school.yaml:14",
        "school.yaml:23",
    ]


def test_the_same_account_in_two_teams_is_one_person_with_one_zone(tmp_path: Path) -> None:
    mesa = """\
  mesa:
    term: {starts_on: 2026-08-01}
    people:
      - {name: Theo Teacher, accounts: {slack: T0RIVER/U0THEO}}
"""
    assert complaints(tmp_path, GOOD + mesa) == []
    zoned = GOOD.replace("roles: [{role: teacher}]", "zone: America/New_York") + mesa.replace(
        "accounts", "zone: America/Denver, accounts"
    )
    (said,) = complaints(tmp_path, zoned)
    assert said.startswith(
        "school.yaml:27: teams.mesa.people[0].zone: slack account U0THEO is declared already"
    )


def test_a_token_in_a_declared_file_is_refused(tmp_path: Path) -> None:
    (said,) = complaints(tmp_path, GOOD.replace("T0RIVER/U0THEO", "xoxb-1234567890-secret"))
    assert "school.yaml:6: teams.riverbend.people[0].accounts.slack: looks like a token" in said
    assert "secret" not in said


def test_a_file_that_declares_nothing_is_told_plainly(tmp_path: Path) -> None:
    assert complaints(tmp_path, "") == [
        "school.yaml:1: the file declares nothing. Begin with 'teams:' and a team's id below it."
    ]
