"""`stem-bot check`: are the files right? Starts nothing, and asks nobody but the database."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot.cli.calendars import read_calendars
from bot.cli.files import config_option, read_installation
from bot.cli.rubric.known_versions import refuse_changed_rubrics
from bot.config.settings import Settings
from bot.config.tokens import missing_tokens
from bot.declared.load import load_declared
from bot.declared.plan import TeamPlan


@click.command
@config_option
@click.option(
    "--declared",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file for `stem-bot apply` to check too.",
)
def check(config: Path, declared: Path | None) -> None:
    """Check the settings, and a declared file, without starting anything.

    Every problem is told at once, with its line and what to do. Where there is a database, the rubrics are
    compared with those that were rated by. Tokens that are not there yet are only mentioned.
    """
    installation = read_installation(config)
    settings, library = installation.settings, installation.library
    refuse_changed_rubrics(settings, library)
    calendars = read_calendars(settings)
    click.echo("\n".join([f"{config} is fine: {_summary(settings)}.", *_outside(settings), *calendars]))
    if declared:
        plans = load_declared(declared, settings, library)
        click.echo(f"{declared} is fine: {', '.join(map(_declared, plans))}.")
    for problem in missing_tokens(settings, os.environ, str(config)):
        click.echo(f"Before `stem-bot run`: {problem}", err=True)


def _summary(settings: Settings) -> str:
    platforms = [name for name in ("slack", "discord") if getattr(settings.platforms, name)]
    teams = f"{len(settings.teams)} team{'s' if len(settings.teams) > 1 else ''}"
    return f"{teams} ({', '.join(settings.teams)}) on {' and '.join(map(str.capitalize, platforms))}"


def _outside(settings: Settings) -> list[str]:
    """Who gets something in neither workspace; `stem-bot doctor` asks whether they can be reached."""
    partners = sum(len(team.partners) for team in settings.teams.values())
    hooks = sum(len(team.webhooks) for team in settings.teams.values())
    if not partners and not hooks:
        return []
    said = f"{partners} by e-mail, {hooks} by webhook"
    return [f"In neither workspace: {said}. `stem-bot doctor` asks whether they can be reached."]


def _declared(plan: TeamPlan) -> str:
    return f"{plan.team_id} with {len(plan.people)} people, {len(plan.schedules)} schedules"
