"""`stem-bot rubric show`: whatever has an id, in full."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.failures import Told
from bot.cli.rubric.entry_text import entry_lines
from bot.cli.rubric.folders import installation_option, library_with, rubrics_option, settings_of
from rubric.as_data import entry_as_data
from rubric.catalogue import UnknownEntry, find


@click.command
@click.argument("given", metavar="ID")
@rubrics_option
@installation_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def show(given: str, rubrics: tuple[Path, ...], config: Path | None, *, as_json: bool) -> None:
    """Print a rubric, an indicator, a role, a norm, a protocol … in full.

    ID is one that `stem-bot rubric list` prints, such as EC1.Leaders2, student-leader or consultancy.
    """
    library = library_with(settings_of(config), rubrics)
    try:
        found = find(library, given)
    except UnknownEntry as error:
        raise Told(f"{error} `stem-bot rubric list` prints all there are.") from error
    if as_json:
        data = [entry_as_data(each, library) for each in found]
        click.echo(json.dumps(data[0] if len(data) == 1 else data, indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(entry_lines(each, library)) for each in found))
