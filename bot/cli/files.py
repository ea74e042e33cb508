"""The options that name files, and what is read from them before anything else happens."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot.config.load import Installation, load_installation
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
    return read_installation(config).settings


def read_installation(config: Path) -> Installation:
    """The settings of an installation and its library; raises Invalid."""
    return load_installation(config)


def read_installation_and_tokens(config: Path) -> tuple[Installation, Tokens]:
    """The same and the tokens that the settings point to; raises Invalid."""
    installation = read_installation(config)
    return installation, resolve_tokens(installation.settings, os.environ, str(config))
