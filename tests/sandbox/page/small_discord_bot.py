"""A tiny discord.py client: `/stem card`, `form`, `rate` with completion, and "Quote it" on messages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord
import yarl
from discord import app_commands

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.residents import LocalApp

Act = discord.Interaction[discord.Client]
LEVELS = ("Getting Started", "Progressing", "Refining and Expanding")


class Moving(discord.ui.Button["Card"]):
    def __init__(self) -> None:
        super().__init__(label="Moving", style=discord.ButtonStyle.primary, custom_id="moving")

    async def callback(self, interaction: Act) -> None:
        done: discord.ui.LayoutView = discord.ui.LayoutView()
        done.add_item(discord.ui.TextDisplay("Recorded: moving"))
        await interaction.response.edit_message(view=done)


class Card(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        row.add_item(Moving())
        text: discord.ui.TextDisplay[Card] = discord.ui.TextDisplay(
            "### Check-in\nHow has **it** moved since?"
        )
        self.add_item(discord.ui.Container(text, row))


class Rating(discord.ui.Modal, title="Rate an indicator"):
    evidence: discord.ui.Label[Rating] = discord.ui.Label(
        text="Evidence", component=discord.ui.TextInput(custom_id="evidence", min_length=5)
    )

    async def on_submit(self, interaction: Act) -> None:
        field = self.evidence.component
        assert isinstance(field, discord.ui.TextInput)
        await interaction.response.send_message(f"Recorded: {field.value}", ephemeral=True)


class Attaching(discord.ui.Modal, title="Give a plan"):
    plan: discord.ui.Label[Attaching] = discord.ui.Label(
        text="Plan", component=discord.ui.FileUpload(custom_id="plan", max_values=2)
    )

    async def on_submit(self, interaction: Act) -> None:
        field = self.plan.component
        assert isinstance(field, discord.ui.FileUpload)
        files = ", ".join(f"{one.filename} ({one.size})" for one in field.values)
        await interaction.response.send_message(f"Recorded: {files}", ephemeral=True)


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(stem())
        self.tree.add_command(attach)
        self.tree.add_command(quote)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@app_commands.command(description="Give a plan")
async def attach(interaction: Act) -> None:
    await interaction.response.send_modal(Attaching())


@app_commands.context_menu(name="Quote it")
async def quote(interaction: Act, message: discord.Message) -> None:
    await interaction.response.send_message(f"Quoted: {message.content}")


def stem() -> app_commands.Group:
    group = app_commands.Group(name="stem", description="Your STEM leadership team's helper")

    @group.command(name="card", description="A check-in")
    async def card(interaction: Act) -> None:
        await interaction.response.send_message(view=Card())

    @group.command(name="form", description="Rate in a form")
    async def form(interaction: Act) -> None:
        await interaction.response.send_modal(Rating())

    @group.command(name="rate", description="Rate an indicator")
    async def rate(interaction: Act, level: str) -> None:
        await interaction.response.send_message(f"Recorded: {level}", ephemeral=True)

    @rate.autocomplete("level")
    async def levels(_: Act, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=one, value=one) for one in LEVELS if typed.lower() in one.lower()]

    return group


@asynccontextmanager
async def small_discord_bot(server: DiscordServer, app: LocalApp) -> AsyncIterator[Bot]:
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = server.address + "/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_address)
    bot = Bot()
    running = asyncio.create_task(bot.start(app.bot_token))
    try:
        while not bot.is_ready():  # noqa: ASYNC110 - the far side of a socket
            await asyncio.sleep(0.01)
        yield bot
    finally:
        await bot.close()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before
