"""Keeps the commands that Discord shows the same as the routes, and leaves them alone when they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
import structlog

from bot.platforms.discord.commands import normal
from bot.platforms.discord.markup import Json

_log = structlog.get_logger(__name__)


async def publish(client: discord.Client, commands: Sequence[Json]) -> bool:
    """Put the commands if Discord has others; whether it was needed. `client` is logged in.

    The raw JSON goes through the library's own HTTP client: its command classes want a function a command,
    and here every interaction is found by its route.
    """
    if client.application_id is None:
        raise RuntimeError("log in before the commands are published")
    # The library's own call leaves out the words in other languages.
    listing = discord.http.Route(
        "GET", "/applications/{application_id}/commands", application_id=client.application_id
    )
    there: Sequence[Any] = await client.http.request(listing, params={"with_localizations": "true"})
    if normal(there) == normal(commands):
        return False
    payload: list[Any] = list(commands)
    await client.http.bulk_upsert_global_commands(client.application_id, payload=payload)
    _log.info("discord.commands_published", application=client.application_id)
    return True
