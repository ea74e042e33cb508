"""Declared files for tests: a good one, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.config.load import load_settings
from bot.config.problems import Invalid
from bot.declared.load import load_declared
from rubric.load import load_library

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.declared.plan import TeamPlan

LIBRARY = load_library()
CONFIG = """\
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
  mesa:
    name: Mesa SLT
    zone: America/Denver
    channels:
      slack: [{workspace: T0RIVER, channel: C0MESA}]
"""
GOOD = """\
teams:
  riverbend:
    term: {starts_on: 2026-08-01, ends_on: 2027-06-30}
    people:
      - name: Theo Teacher
        accounts: {slack: T0RIVER/U0THEO}
        roles: [{role: teacher}]
      - name: Sam Student
        accounts: {discord: "800000000000000002"}
        roles: [{role: student-leader}]
        adviser: Theo Teacher
    check_ins:
      weekly:
        rule: weekly on Tue
        at: "15:00"
    meetings:
      slt:
        rule: every 2 weeks on Thu
        at: "15:00"
    goals:
      - {indicator: EC1.Leaders2, level: 4, by: 2027-06-11}
    agreed:
      - {indicator: EC1.Leaders2, level: 2, on: 2026-05-28, people: 9}
"""


def settings_in(folder: Path) -> Settings:
    file = folder / "config.yaml"
    file.write_text(CONFIG, encoding="utf-8")
    return load_settings(file, LIBRARY)


def load(folder: Path, text: str) -> tuple[TeamPlan, ...]:
    file = folder / "school.yaml"
    file.write_text(text, encoding="utf-8")
    return load_declared(file, settings_in(folder), LIBRARY)


def complaints(folder: Path, text: str) -> list[str]:
    """What is said about a file, each line beginning with the file's name and the line number."""
    try:
        load(folder, text)
    except Invalid as invalid:
        return [str(problem).replace(f"{folder}/", "") for problem in invalid.problems]
    return []
