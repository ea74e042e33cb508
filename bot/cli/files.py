"""The options that name files, and what is read from them before anything else happens."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot.config.load import load_settings
from bot.config.settings import Settings
from bot.config.tokens import Tokens, resolve_tokens

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config.yaml"),
    show_default=True,
    help="The settings of the installation.",
)


def read_settings(config: Path) -> Settings:
    """The settings of an installation; raises Invalid."""
    return load_settings(config)


def read_settings_and_tokens(config: Path) -> tuple[Settings, Tokens]:
    """The settings and the tokens that they point to; raises Invalid."""
    settings = read_settings(config)
    return settings, resolve_tokens(settings, os.environ, str(config))
