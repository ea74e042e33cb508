"""`stem-bot rubric template`: an empty table for a rubric of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.failures import Told
from bot.cli.new_file import check_new_file, overwrite_option, write_new_file
from bot.cli.rubric.level_names import level_names
from rubric.importers.template import EXAMPLE_LEVELS, as_csv, as_xlsx
from rubric.load import load_library
from rubric.read_instrument import FEWEST_LEVELS, MOST_LEVELS

_WRITERS = {".csv": as_csv, ".xlsx": as_xlsx}


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--levels", callback=level_names, help='The levels, the lowest first: "Low, Middle, High".')
@overwrite_option
def template(file: Path, *, levels: tuple[str, ...], overwrite: bool) -> None:
    """Write an empty table with one row per indicator and a column per level to FILE (.csv or .xlsx).

    Fill it in with any spreadsheet program, and bring it in with `stem-bot rubric import`.
    """
    writer = _WRITERS.get(file.suffix.lower())
    if writer is None:
        raise Told(f"{file} says not which kind of table it is. Give it the ending .csv or .xlsx.")
    names = levels or EXAMPLE_LEVELS
    if not FEWEST_LEVELS <= len(names) <= MOST_LEVELS:
        raise Told(f"A scale has {FEWEST_LEVELS} to {MOST_LEVELS} levels, and these are {len(names)}.")
    check_new_file(file, overwrite=overwrite)
    audiences = tuple(dict.fromkeys(role.audience for role in load_library().roles.values()))
    write_new_file(file, writer(names, audiences))
    click.echo(f"Written: {file}, with the levels {', '.join(names)}.")
    click.echo("Each row is an indicator. In a level's cell, write each behaviour on a line of its own.")
    click.echo(f"Then: stem-bot rubric import {file} --output {file.with_suffix('.yaml')}")
