"""`stem-bot restore`: a backup brought into an empty database."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from bot.cli.files import config_option, read_settings
from bot.cli.transfer import counted, progress_bar
from bot.schedule.restored import doubt_unsent
from bot.store.restore import examine_backup, restore_backup


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@config_option
@click.option("--check", is_flag=True, help="Only look whether FILE is whole; no database is touched.")
def restore(file: Path, config: Path, *, check: bool) -> None:
    """Bring what `stem-bot backup` wrote to FILE into the empty database that the settings name.

    Everything arrives or nothing does, and every row is compared. What was due and unsent in the backup is
    looked up in the platforms' histories before it is sent, since the bot may have sent it after the backup.
    """
    if check:
        found = examine_backup(file)
        made = found.made_at.strftime("%Y-%m-%d %H:%M UTC")
        click.echo(f"{file} is whole: {counted(found.rows)}, schema {found.schema}, made {made}.")
        return
    url = read_settings(config).database.url
    with progress_bar("Restoring") as progress:
        restored = restore_backup(file, url, partial(doubt_unsent, now=datetime.now(UTC)), progress)
    click.echo(f"The database has {counted(restored.rows)} in {len(restored.tables)} tables from {file}.")
