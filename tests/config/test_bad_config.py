"""Every kind of mistake: the line it stands on, the key, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.config.load import Invalid, load_settings
from tests.config.writing import GOOD, LIBRARY, complaints

pytestmark = pytest.mark.unit

MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))
TAB = "found character '\\t' that cannot start any token."
LOST = "Check the indentation, the colons and the quotes of this line and the one before."


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_a_mistake_is_told_with_its_line_and_remedy(tmp_path: Path, case: dict[str, str]) -> None:
    assert case["instead_of"] in GOOD
    assert complaints(tmp_path, GOOD.replace(case["instead_of"], case["stands"], 1)) == [case["said"]]


def test_all_problems_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = (
        GOOD.replace("America/New_York", "EST")
        .replace("C0SLT", "slt")
        .replace("app_token_env", "app_tokn_env")
    )
    assert [line.split(": ")[:2] for line in complaints(tmp_path, text)] == [
        ["3", "platforms.slack.app_tokn_env"],
        ["11", "teams.riverbend.zone"],
        ["13", "teams.riverbend.channels.slack[0].channel"],
    ]


def test_a_channel_belongs_to_one_team(tmp_path: Path) -> None:
    channels = "{slack: [{workspace: T0RIVER, channel: C0SLT}]}"
    second = f"  mesa:\n    name: Mesa\n    zone: UTC\n    channels: {channels}\n"
    (said,) = complaints(tmp_path, GOOD + second)
    assert said.startswith("17: teams.mesa.channels.slack[0]: channel C0SLT is listed already, on line 13.")
    assert said.endswith("Leave it to one team: riverbend or mesa.")


def test_channels_need_their_platform(tmp_path: Path) -> None:
    text = GOOD.replace("  discord:\n    bot_token_env: DISCORD_BOT_TOKEN\n", "")
    text += '      discord: [{server: "700000000000000001", channel: "700000000000000101"}]\n'
    (said,) = complaints(tmp_path, text)
    assert said.startswith("12: teams.riverbend.channels.discord: the team has channels on Discord, which")
    assert said.endswith("Add 'platforms: discord:' or take the channels out.")


def test_an_installation_needs_a_platform(tmp_path: Path) -> None:
    assert complaints(tmp_path, "platforms: {}\n" + GOOD[GOOD.index("teams:") :])[0] == (
        "1: platforms: no platform is named. Add 'slack:' or 'discord:' with its tokens' places below."
    )


@pytest.mark.parametrize(
    "token",
    [
        "xoxb-1234567890-abcdef",
        "xapp-1-A0B1C2-999",
        f"{'M' * 24}.{'G' * 6}.{'x' * 38}",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ],
)
def test_a_token_in_the_file_is_refused_and_not_repeated(tmp_path: Path, token: str) -> None:
    said = complaints(tmp_path, GOOD.replace("DISCORD_BOT_TOKEN", token))
    assert len(said) == 1
    assert said[0].startswith("7: platforms.discord.bot_token_env: looks like a token")
    assert token not in said[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: the file holds no settings. Start from config.example.yaml."),
        ("- a\n", "1: the file holds no settings. Start from config.example.yaml."),
        (
            "teams:\n  a: [1\n",
            f"3: YAML cannot be read here: expected ',' or ']', but got '<stream end>'. {LOST}",
        ),
        ("teams:\n\ta: 1\n", f"2: YAML cannot be read here: {TAB} Indent with blanks, not with tabs."),
    ],
)
def test_a_file_that_is_no_settings_is_told_plainly(tmp_path: Path, text: str, said: str) -> None:
    assert complaints(tmp_path, text) == [said]


def test_a_file_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(
        Invalid, match=r"none\.yaml: the file cannot be read \(No such file or directory\)\. Check"
    ):
        load_settings(tmp_path / "none.yaml", LIBRARY)
