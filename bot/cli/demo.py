"""`stem-bot demo`: a sample district on a local workspace."""

from __future__ import annotations

import asyncio

import click


@click.command
@click.option("--port", type=click.IntRange(1024, 65535), default=8765, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def demo(port: int, *, browser: bool) -> None:
    """Show a sample district at work on this computer: no tokens, no accounts, nothing leaves it."""
    # Only this subcommand needs the local workspace.
    from bot.demo import show  # noqa: PLC0415

    asyncio.run(show.run(port=port, open_browser=browser))
