"""`stem-bot run`: the bot against the real platforms."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import click

from bot.cli.failures import Told
from bot.cli.files import config_option, read_installation_and_tokens
from bot.store.schema import has_newest_schema


@click.command
@config_option
def run(config: Path) -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C); it finishes what it began."""
    # While the rest is loaded nothing becomes garbage either; `app.run` collects again.
    gc.disable()
    installation, tokens = read_installation_and_tokens(config)
    database = installation.settings.database.url
    if not has_newest_schema(database):
        from bot.store.migrate import migrate  # noqa: PLC0415 - Alembic is loaded only when there is work for it

        migrate(database)
    # Everything that the bot is made of is loaded only here: the other subcommands answer at once.
    from bot import app  # noqa: PLC0415
    from bot.operations.problems import CannotListen  # noqa: PLC0415
    from bot.platforms.discord.sign_in import CannotSignIn as DiscordRefused  # noqa: PLC0415
    from bot.platforms.slack.sign_in import CannotSignIn as SlackRefused  # noqa: PLC0415

    try:
        asyncio.run(app.run(installation, tokens))
    except (SlackRefused, DiscordRefused) as refused:
        raise Told(f"{refused}\n`stem-bot doctor --config {config}` looks at everything.") from refused
    except CannotListen as refused:
        raise Told(f"{config}: {refused}.") from refused
