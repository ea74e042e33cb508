"""The people of these tests, their server, and a plain discord.py client to answer them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import discord
from discord import app_commands

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.residents import LocalApp, LocalChannel, LocalGroup, LocalPerson, LocalWorkspace

Act = discord.Interaction[discord.Client]

GUILD = "700000000000000001"
CHANNEL = "700000000000000011"
HIDDEN = "700000000000000012"
ANA = "700000000000000101"
BEN = "700000000000000102"
FACILITATORS = "700000000000000201"
BOT_USER = "700000000000000900"
APP = "700000000000000901"
TOKEN = "local-discord-token"

WORKSPACE = LocalWorkspace(
    id=GUILD,
    name="Lincoln STEM",
    app=LocalApp(APP, BOT_USER, "stem-bot", TOKEN),
    people=(
        LocalPerson(ANA, "Ana Ruiz", "America/Denver"),
        LocalPerson(BEN, "Ben Cho"),
    ),
    channels=(
        LocalChannel(CHANNEL, "slt", (ANA, BEN)),
        LocalChannel(HIDDEN, "staff", (ANA,), has_app=False),
    ),
    groups=(LocalGroup(FACILITATORS, "Facilitators", (ANA,)),),
)


class MovableClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 9, 7, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


class Bot(discord.Client):
    """A plain discord.py client that hands every interaction to `on_act`."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, dm_messages=True, guild_messages=True))
        self.tree = app_commands.CommandTree(self)
        self.connected = asyncio.Event()
        self.resumed = asyncio.Event()
        self.heard: list[discord.Message] = []
        self.acts: list[Act] = []
        self.on_act: Callable[[Act], Awaitable[None]] | None = None

    async def on_connect(self) -> None:
        self.connected.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_interaction(self, interaction: Act) -> None:
        self.acts.append(interaction)
        if self.on_act is not None:
            await self.on_act(interaction)


@dataclass
class Local:
    server: DiscordServer
    clock: MovableClock
    bot: Bot
    running: list[asyncio.Task[None]] = field(default_factory=list)

    async def start_bot(self) -> Bot:
        self.running.append(asyncio.create_task(self.bot.start(TOKEN)))
        await asyncio.wait_for(self.bot.connected.wait(), 10)
        return self.bot

    async def stop(self) -> None:
        await self.bot.close()
        for task in self.running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def until(true: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the condition lives in a client library
            await asyncio.sleep(0.01)
