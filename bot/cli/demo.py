"""`stem-bot demo`: a sample district on a local workspace."""

from __future__ import annotations

import asyncio
import errno
import logging

import click

from bot.cli.failures import Told
from bot.cli.logs import logging_to_stderr
from bot.cli.ports import PORT, another_port


@click.command
@click.option("--port", type=PORT, default=8765, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def demo(port: int, *, browser: bool) -> None:
    """Show a sample district at work on this computer: no tokens, no accounts, nothing leaves it."""
    # A visitor reads the page, not the log.
    click.get_current_context().with_resource(logging_to_stderr(logging.WARNING))
    # Only this subcommand needs the local workspace.
    from bot.demo import show  # noqa: PLC0415

    try:
        asyncio.run(show.run(port=port, open_browser=browser))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        what = f"Port {port} is taken, perhaps by another demo."
        raise Told(f"{what} Choose another: stem-bot demo --port {another_port(port)}") from error
