from __future__ import annotations

from pathlib import Path

import pytest

from bot.config.problems import Invalid
from bot.config.tokens import Tokens, missing_tokens, resolve_tokens
from tests.config.writing import GOOD, load

pytestmark = pytest.mark.unit
SET = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN": "xoxb-1", "DISCORD_BOT_TOKEN": "discord-1"}


def test_tokens_come_from_the_environment(tmp_path: Path) -> None:
    tokens = resolve_tokens(load(tmp_path, GOOD), SET, "config.yaml")
    assert tokens == Tokens("xapp-1", {"T0RIVER": "xoxb-1"}, "discord-1")


def test_tokens_are_never_shown(tmp_path: Path) -> None:
    assert repr(resolve_tokens(load(tmp_path, GOOD), SET, "config.yaml")) == "Tokens()"


def test_a_token_comes_from_a_file_without_its_line_break(tmp_path: Path) -> None:
    (tmp_path / "discord.txt").write_text("discord-2\n", encoding="utf-8")
    settings = load(tmp_path, GOOD.replace("bot_token_env: DISCORD_BOT_TOKEN", "bot_token_file: discord.txt"))
    assert resolve_tokens(settings, SET, "config.yaml").discord_bot == "discord-2"


def test_all_missing_tokens_are_told_at_once(tmp_path: Path) -> None:
    missing = missing_tokens(load(tmp_path, GOOD), {}, "config.yaml")
    assert [problem.key for problem in missing] == [
        "platforms.slack.app_token",
        "platforms.slack.workspaces.T0RIVER.bot_token",
        "platforms.discord.bot_token",
    ]
    assert str(missing[0]).endswith(
        "environment variable SLACK_APP_TOKEN is not set. Set it: export SLACK_APP_TOKEN=…"
    )


@pytest.mark.parametrize(
    ("variable", "token", "said"),
    [
        ("SLACK_APP_TOKEN", "xoxb-secret", "seem to be exchanged"),
        ("SLACK_BOT_TOKEN", "hunter2-secret", "does not begin with xoxb-"),
        ("DISCORD_BOT_TOKEN", "Bot secret", "Leave out words such as 'Bot'"),
        ("DISCORD_BOT_TOKEN", "  ", "is not set"),
    ],
)
def test_a_wrong_token_is_told_without_repeating_it(
    tmp_path: Path, variable: str, token: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        resolve_tokens(load(tmp_path, GOOD), SET | {variable: token}, "config.yaml")
    assert "secret" not in str(refused.value)


def test_a_missing_token_file_is_told_with_its_name(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD.replace("bot_token_env: DISCORD_BOT_TOKEN", "bot_token_file: none.txt"))
    (problem,) = missing_tokens(settings, SET, "config.yaml")
    assert "none.txt cannot be read (No such file or directory)" in problem.what
