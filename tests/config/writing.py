"""Config files for tests: a good one, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.config.load import Invalid, load_settings
from rubric.load import load_library

if TYPE_CHECKING:
    from bot.config.settings import Settings

LIBRARY = load_library()
GOOD = """\
platforms:
  slack:
    app_token_env: SLACK_APP_TOKEN
    workspaces:
      T0RIVER: {bot_token_env: SLACK_BOT_TOKEN}
  discord:
    bot_token_env: DISCORD_BOT_TOKEN
teams:
  riverbend:
    name: Riverbend SLT
    zone: America/New_York
    channels:
      slack: [{workspace: T0RIVER, channel: C0SLT}]
"""


def load(folder: Path, text: str) -> Settings:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, LIBRARY)


def complaints(folder: Path, text: str) -> list[str]:
    """What is said about a file, each line beginning with its line number."""
    try:
        load(folder, text)
    except Invalid as invalid:
        return [str(problem).removeprefix(f"{folder}/config.yaml:") for problem in invalid.problems]
    return []
