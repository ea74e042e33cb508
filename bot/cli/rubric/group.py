"""`stem-bot rubric`: each subcommand is a file of this folder."""

from __future__ import annotations

import click

from bot.cli.rubric.show import show


@click.group
def rubric() -> None:
    """Look into the rubrics."""


for _command in (show,):
    rubric.add_command(_command)
