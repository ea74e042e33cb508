"""The installed command `stem-bot`: a file for each subcommand."""

from bot.cli.program import main

__all__ = ["main"]
