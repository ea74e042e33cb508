"""`stem-bot doctor` against real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.local_platforms import ANA_IN_DISCORD, ANA_IN_SLACK, Platforms, local_platforms
from tests.words import words_of

pytestmark = pytest.mark.wire


def said_to(platforms: Platforms, platform: str, account: str) -> list[str]:
    hands = platforms.hands[platform]
    direct = [place.id for place in hands.places(account) if place.direct]
    return [words_of(message) for place in direct for message in hands.messages(account, place)]


async def test_where_all_is_right_every_line_says_ok(tmp_path: Path) -> None:
    async with local_platforms(tmp_path) as platforms:
        result = await platforms.stem_bot("doctor")
        assert said_to(platforms, "slack", ANA_IN_SLACK) == []
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert len(lines) > 5
    assert all(line.startswith("ok   ") for line in lines)
    assert not (tmp_path / "stem-bot.db").exists()


async def test_what_is_not_right_is_told_with_its_remedy(tmp_path: Path) -> None:
    async with local_platforms(tmp_path, in_channel=False) as platforms:
        result = await platforms.stem_bot("doctor", DISCORD_BOT_TOKEN="local.wrong.token")
    assert result.exit_code == 2
    assert "NOT  The bot is not in #slt (C0SLT).\n     Type /invite @stem-bot there.\n" in result.stdout
    assert "NOT  Discord does not accept the bot token.\n" in result.stdout
    assert result.stderr.startswith("2 of ")


@pytest.mark.parametrize(
    ("platform", "account", "word"),
    [("slack", ANA_IN_SLACK, f"T0SLT/{ANA_IN_SLACK}"), ("discord", ANA_IN_DISCORD, ANA_IN_DISCORD)],
)
async def test_a_test_message_reaches_oneself(tmp_path: Path, platform: str, account: str, word: str) -> None:
    async with local_platforms(tmp_path) as platforms:
        result = await platforms.stem_bot("doctor", "--to", word)
        (message,) = said_to(platforms, platform, account)
    assert result.exit_code == 0, result.output
    assert "test message from stem-bot" in message


@pytest.mark.parametrize("word", ["T0SLT/U0NOBODY", "T0OTHER/U0ANA", "800000000000000099"])
async def test_a_test_message_to_nobody_is_told_with_a_remedy(tmp_path: Path, word: str) -> None:
    async with local_platforms(tmp_path) as platforms:
        result = await platforms.stem_bot("doctor", "--to", word)
    assert result.exit_code == 2
    assert "was not sent (" in result.stdout
    assert "     Check the " in result.stdout


async def test_an_account_in_no_known_form_is_told_with_an_example(tmp_path: Path) -> None:
    async with local_platforms(tmp_path) as platforms:
        result = await platforms.stem_bot("doctor", "--to", "@ana")
    assert result.exit_code == 2
    assert "'@ana' is no account. Write T0123456789/U0123456789 (Slack)" in result.stderr
