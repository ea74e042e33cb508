"""`stem-bot backup`: the whole database in one file, while the bot goes on working."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.files import config_option, read_settings
from bot.cli.transfer import counted, progress_bar
from bot.store.backup import write_backup


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@config_option
def backup(file: Path, config: Path) -> None:
    """Write all that the database holds at this moment to FILE. The bot may be running.

    FILE is new; it appears when it is whole and compared with the database, row by row. It holds what people
    answered: keep it as safe as the database itself.
    """
    url = read_settings(config).database.url
    with progress_bar("Backing up") as progress:
        made = write_backup(url, file, datetime.now(UTC), progress)
    click.echo(f"{file} has {counted(made.rows)} in {len(made.tables)} tables (schema {made.schema}).")
