"""The ports that people choose for the local workspace."""

from __future__ import annotations

import click

LOWEST, HIGHEST = 1024, 65535
PORT = click.IntRange(LOWEST, HIGHEST)


def another_port(taken: int) -> int:
    """A port to try when this one is taken."""
    return taken + 10 if taken + 10 <= HIGHEST else taken - 10
