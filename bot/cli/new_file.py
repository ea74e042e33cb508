"""Writes a file all at once or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.cli.failures import Told

overwrite_option = click.option("--overwrite", is_flag=True, help="Replace the file if it is there already.")


def check_new_file(file: Path, *, overwrite: bool) -> None:
    """Raise Told if a file could not be written there: told before any work is done."""
    if file.is_dir():
        raise Told(f"{file} is a folder. Name the file to write in it, such as {file / 'our-rubric.yaml'}.")
    if not file.parent.is_dir():
        raise Told(f"There is no folder {file.parent}. Make it first, or name another.")
    if file.exists() and not overwrite:
        raise Told(f"{file} is there already. Name another file, or add --overwrite to replace it.")
    if not os.access(file.parent, os.W_OK):
        raise Told(
            f"You may not write to the folder {file.parent}. Name another, or ask who runs this computer."
        )


def write_new_file(file: Path, content: bytes) -> None:
    """Write a file all at once; Told if that fails, and nothing is left over."""
    with new_file(file) as beside:
        beside.write_bytes(content)


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """A file beside `file` to write to, moved there in the end; Told if that fails. Nothing is left over."""
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as opened:
            beside = Path(opened.name)
    except OSError as error:
        raise _not_written(file, error) from error
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.chmod(0o644)
        beside.replace(file)
    except OSError as error:
        raise _not_written(file, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _not_written(file: Path, error: OSError) -> Told:
    return Told(f"{file} cannot be written: {error.strerror}. Nothing was changed.")
