"""`stem-bot rubric`: each subcommand is a file of this folder."""

from __future__ import annotations

import click

from bot.cli.rubric.check import check
from bot.cli.rubric.diff import diff
from bot.cli.rubric.import_file import import_file
from bot.cli.rubric.listing import list_entries
from bot.cli.rubric.show import show
from bot.cli.rubric.template import template


@click.group
def rubric() -> None:
    """Look into the rubrics and check your own."""


for _command in (list_entries, show, check, diff, import_file, template):
    rubric.add_command(_command)
