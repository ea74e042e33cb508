"""`stem-bot db`: what is done to a whole database."""

from __future__ import annotations

import click

from bot.cli.transfer import counted, progress_bar
from bot.store.copy import copy_database


@click.group
def db() -> None:
    """Move a whole database."""


@db.command
@click.argument("from_url", metavar="FROM_URL")
@click.argument("to_url", metavar="TO_URL")
@click.option(
    "--while-it-runs",
    is_flag=True,
    help="Copy although a bot works with FROM_URL; what it writes after this moment is not in the copy.",
)
def copy(from_url: str, to_url: str, *, while_it_runs: bool) -> None:
    """Copy the database at FROM_URL into the empty one at TO_URL, such as an SQLite file to PostgreSQL.

    A URL is sqlite:///stem-bot.db or postgresql+psycopg://user@host/database (give its password in the
    variable PGPASSWORD or in ~/.pgpass). Everything arrives or nothing does: in one transaction, counted and
    compared row by row. Stop the bot first, and name TO_URL in the settings before you start it again.
    """
    with progress_bar("Copying") as progress:
        copied = copy_database(from_url, to_url, progress, alone=not while_it_runs)
    width = max(len(table.table) for table in copied)
    for table in copied:
        click.echo(f"{table.table:{width}}  {counted(table.rows):>12}  sha256 {table.checksum[:16]}")
    click.echo(f"All {counted(sum(table.rows for table in copied))} are there and equal, one by one.")
