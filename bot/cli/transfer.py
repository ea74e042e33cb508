"""What the commands that move whole databases tell while they work, and in the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.store.copy import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A bar on standard error where somebody looks at it; else nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell


def counted(rows: int) -> str:
    """`1 row`, `2 rows`."""
    return f"{rows} row{'' if rows == 1 else 's'}"
