"""`stem-bot rubric diff`: what changed between two versions, and what of the old one still counts."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.failures import Told
from bot.cli.rubric.diff_text import diff_lines
from bot.cli.rubric.folders import installation_option, library_with, rubrics_option, settings_of
from bot.cli.rubric.known_versions import stored_version
from bot.config.settings import Settings
from rubric.load import load_instrument
from rubric.model import Instrument, Library


@click.command
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@rubrics_option
@installation_option
def diff(old: str, new: str, rubrics: tuple[Path, ...], config: Path | None) -> None:
    """Print what B says otherwise than A, by indicator and level, and which indicators carry over.

    Each is a file, an id such as engaged-stem-community (as it is loaded now), or an id with a version such
    as engaged-stem-community@1 (as the installation's database first saw it).
    """
    settings = settings_of(config)
    library = library_with(settings, rubrics)
    pair = [_meant(each, library, settings) for each in (old, new)]
    click.echo("\n".join(diff_lines(*pair)))


def _meant(given: str, library: Library, settings: Settings | None) -> Instrument:
    if Path(given).is_file():
        return load_instrument(Path(given))
    if given.endswith((".yaml", ".yml")):
        raise Told(f"There is no file {given}. Check its path.")
    name, _, version = given.partition("@")
    return _of_version(name, version, library, settings) if version else library.instrument(name)


def _of_version(name: str, version: str, library: Library, settings: Settings | None) -> Instrument:
    stored = stored_version(settings, name, version) if settings else None
    if stored is not None:
        return stored
    loaded = library.instruments.get(name)
    if loaded is not None and loaded.version == version:
        return loaded
    where = "The database has never seen it" if settings else "Old versions are in the database: add --config"
    now = f" {name} has now version {loaded.version}." if loaded else ""
    raise Told(f"There is no version {version} of {name} at hand. {where}.{now}")
