"""Writes a file all at once or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
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
    """Write a file beside its place and then move it there; Told if that fails, and nothing is left over."""
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as opened:
            beside = Path(opened.name)
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise Told(f"{file} cannot be written: {error.strerror}. Nothing was changed.") from error
    try:
        beside.chmod(0o644)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Told(f"{file} cannot be written: {error.strerror}. Nothing was changed.") from error
