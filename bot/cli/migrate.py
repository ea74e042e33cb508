"""`stem-bot migrate`: bring the database to this version's tables."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.files import config_option, read_settings
from bot.store.migrate import migrate as bring_up_to_date
from bot.store.migrate import schema_state


@click.command
@config_option
def migrate(config: Path) -> None:
    """Bring the database to this version's tables (`run` does it too)."""
    url = read_settings(config).database.url
    before = schema_state(url).current
    after = bring_up_to_date(url)
    done = f"has the tables {after} already" if before == after else f"has now the tables {after}"
    click.echo(f"The database {done}.")
