"""What is printed for people, editors and other programs."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from bot.demo import demo_files
from tests.cli.terminal import stem_bot

pytestmark = pytest.mark.unit


def test_a_rubric_is_printed_as_json_with_all_its_descriptors() -> None:
    result = stem_bot("rubric", "show", "engaged-stem-community", "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, len(data["outcomes"]), len(data["indicators"])) == (0, 3, 16)
    assert sum(len(indicator["levels"]) for indicator in data["indicators"]) == 80
    assert [level["level"] for level in data["indicators"][0]["levels"]] == [1, 2, 3, 4, 5]


def test_a_rubric_is_printed_as_a_text_that_fits_a_terminal() -> None:
    lines = stem_bot("rubric", "show", "engaged-stem-community").stdout.splitlines()
    assert lines[0] == "Engaged STEM School Community (engaged-stem-community, version 1)"
    assert "  EC1.Leaders2 · Building the STEM Leadership Team (Leaders)" in lines
    assert sum(line.strip().startswith("5 Sustaining: ") for line in lines) == 16
    assert max(map(len, lines)) <= 100


def test_an_unknown_rubric_is_told_with_the_nearest() -> None:
    result = stem_bot("rubric", "show", "engaged-stem-comunity")
    assert result.exit_code == 2
    assert result.stderr == (
        "There is nothing with the id 'engaged-stem-comunity'. "
        "Closest: engaged-stem-community (instrument: Engaged STEM School Community). "
        "`stem-bot rubric list` prints all there are.\n"
    )


@pytest.mark.parametrize("file", ["config", "declared"])
def test_the_schema_describes_the_files_of_the_demo(file: str) -> None:
    schema = json.loads(stem_bot("schema", file).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    path = dict(zip(("config", "declared"), demo_files(), strict=True))[file]
    document = _numbers(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
    jsonschema.Draft202012Validator(schema).validate(document)


def test_the_manifest_is_json_that_names_the_command() -> None:
    data = json.loads(stem_bot("manifest", "slack", "--name", "Our bot").stdout)
    assert data["features"]["slash_commands"][0]["command"] == "/stem"
    assert data["display_information"]["name"] == "Our bot"


def test_a_mistyped_subcommand_is_told_with_the_nearest() -> None:
    result = stem_bot("chekc")
    assert result.exit_code == 2
    assert "There is no subcommand 'chekc'. Did you mean 'check'?" in result.stderr


def test_help_lists_every_subcommand() -> None:
    text = stem_bot("--help").stdout
    listed = ("apply", "check", "demo", "doctor", "manifest", "migrate", "rubric", "run", "sandbox", "schema")
    assert [name for name in listed if f"\n  {name} " not in text] == []


def test_the_version_is_told_without_an_installation() -> None:
    assert stem_bot("--version").stdout.startswith("stem-bot, version ")


def _numbers(data: object) -> object:
    """Texts that are whole numbers as numbers, but for ids: what the YAML of an editor makes of them."""
    if isinstance(data, dict):
        return {key: _numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbers(value) for value in data]
    return int(data) if isinstance(data, str) and data.isdecimal() and len(data) < 5 else data
