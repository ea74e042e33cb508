"""The installed command `stem-bot`: a file for each subcommand."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command and end the process: 0 done, 2 refused with a reason, 1 broken with a reference."""
    # While a program is loaded nothing of it becomes garbage; it collects again once its subcommand is there.
    gc.disable()
    from bot.cli.program import program  # noqa: PLC0415 - this is what is loaded

    program(prog_name="stem-bot")
