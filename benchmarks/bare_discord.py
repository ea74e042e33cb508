"""A bare Discord bot: discord.py with the same command, which answers a text and stores nothing.

`python -m benchmarks.bare_discord API_URL GATEWAY_URL [SLACK_API_URL]`; with the third a bolt app whose
command answers a text runs in the same process. It loads nothing else, so that it is what it is called.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys

import discord
import yarl
from discord import app_commands
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


class Bot(discord.Client):
    """The client with its one command."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.opened = asyncio.Event()
        tree = app_commands.CommandTree(self)
        group = app_commands.Group(name="stem", description="STEM leadership")

        @group.command(description="Rate an indicator")
        async def rate(
            interaction: discord.Interaction[Bot], indicator: str, level: str, evidence: str
        ) -> None:
            words = f"Recorded: {indicator} {level} {evidence}"
            await interaction.response.send_message(words, ephemeral=True)

        tree.add_command(group)
        self.setup_hook = tree.sync  # type: ignore[assignment]  # as discord.py's examples do

    async def on_connect(self) -> None:
        """Commands arrive from here on."""
        self.opened.set()


def slack_app(api_url: str) -> AsyncSocketModeHandler:
    """The bolt app with its one command."""
    app = AsyncApp(client=AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=api_url))

    @app.command("/stem")
    async def rate(ack: AsyncAck, command: dict[str, str]) -> None:
        await ack(f"Recorded: {command['text']}")

    return AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])


async def work(api_url: str, gateway_url: str, slack_url: str = "") -> None:
    """Run until told to stop."""
    discord.http.Route.BASE = api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    bot = Bot()
    slack = slack_app(slack_url) if slack_url else None
    if slack:
        await slack.connect_async()  # type: ignore[no-untyped-call]
    running = asyncio.create_task(bot.start(os.environ["DISCORD_BOT_TOKEN"]))
    await bot.opened.wait()
    sys.stderr.write('{"event": "ready", "level": "info"}\n')
    await told.wait()
    if slack:
        await slack.close_async()  # type: ignore[no-untyped-call]
    await bot.close()
    await running


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(work(*sys.argv[1:]))
