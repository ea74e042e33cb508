"""The options that name a district's own folders, and the library that they and ours make together."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.files import read_settings
from bot.config.settings import Settings
from rubric.load import load_library
from rubric.model import Library

USUAL_CONFIG = Path("config.yaml")

rubrics_option = click.option(
    "--rubrics",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of your own rubric files, taken after all others; can be given again.",
)
installation_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The installation whose rubrics are meant; config.yaml if there is one.",
)


def settings_of(config: Path | None) -> Settings | None:
    """The settings of the installation that is meant, None where there is none; raises Invalid."""
    wanted = config or (USUAL_CONFIG if USUAL_CONFIG.is_file() else None)
    return read_settings(wanted) if wanted else None


def library_with(settings: Settings | None, folders: tuple[Path, ...]) -> Library:
    """Our data, an installation's own folders, then these folders; raises RubricInvalid."""
    return load_library(*(map(Path, settings.rubrics) if settings else ()), *folders)
