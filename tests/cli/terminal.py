"""Runs stem-bot in a test as a person would at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.cli.program import program
from tests.declared.writing import CONFIG, GOOD

if TYPE_CHECKING:
    from click.testing import Result


def runner(tokens: Mapping[str, str]) -> CliRunner:
    """A terminal in whose environment only these tokens are set."""
    unset: dict[str, str | None] = dict.fromkeys(("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "DISCORD_BOT_TOKEN"))
    return CliRunner(env=unset | dict(tokens))


def stem_bot(*words: str | Path) -> Result:
    """The answer to a command line; no token is set in its environment."""
    return runner({}).invoke(program, [str(word) for word in words])


def write_files(folder: Path) -> tuple[Path, Path]:
    """A good config with a database in the folder, and a good declared file."""
    config, declared = folder / "config.yaml", folder / "school.yaml"
    config.write_text(f"database: {{url: sqlite:///{folder}/stem-bot.db}}\n{CONFIG}", encoding="utf-8")
    declared.write_text(GOOD, encoding="utf-8")
    return config, declared
