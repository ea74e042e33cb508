"""The option that names a district's own folders."""

from __future__ import annotations

from pathlib import Path

import click

rubrics_option = click.option(
    "--rubrics",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of your own rubric files, taken after ours; can be given again.",
)
