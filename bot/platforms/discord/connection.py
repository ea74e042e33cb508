"""The connection to Discord: logs in, publishes the commands, takes interactions, drains."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.messenger import Reception
from bot.chat.phrases import Phrases
from bot.platforms.discord.answers import Answers, Patience
from bot.platforms.discord.client import DiscordMessenger
from bot.platforms.discord.command_tree import publish
from bot.platforms.discord.commands import application_commands
from bot.platforms.discord.first_answer import Interaction
from bot.platforms.discord.front_desk import FrontDesk

_DEFAULT_API = Route.BASE
_DEFAULT_GATEWAY = DiscordWebSocket.DEFAULT_GATEWAY
# Longer waits are the outbox's: it knows until when a message makes sense.
_LONGEST_WAIT = 3.0
_DRAIN = 10.0
_log = structlog.get_logger(__name__)


class CannotConnect(Exception):  # noqa: N818 - says what happened
    """Discord cannot be used as configured; the words say why and what to do."""


class DiscordConnection:
    """Everything that runs for Discord in one process.

    `api_url` and `gateway_url` are empty for Discord itself. The library keeps them for the whole process, so
    all connections of a process go to the same place.
    """

    platform = "discord"

    def __init__(
        self, api_url: str, gateway_url: str, bot_token: str, reception: Reception, t: Phrases
    ) -> None:
        Route.BASE = api_url.rstrip("/") or _DEFAULT_API
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url) if gateway_url else _DEFAULT_GATEWAY
        self._token = bot_token
        self._commands = application_commands(reception.router, t)
        self._desk = FrontDesk(reception, Answers(reception, t, Patience()))
        self._client = _Client(self._desk)
        # The library does not let its users choose less than 30 s here.
        self._client.http.max_ratelimit_timeout = _LONGEST_WAIT
        self._link: asyncio.Task[None] | None = None
        self.messenger = DiscordMessenger(self._client)

    @property
    def connected(self) -> bool:
        """Whether interactions arrive right now."""
        return self._client.opened.is_set()

    async def start(self) -> None:
        """Log in, put the commands if they changed, and return when the gateway is ready."""
        try:
            await self._client.login(self._token)
            await publish(self._client, self._commands)
            await self._connect()
        except BaseException as trouble:
            await self._client.close()
            if explained := _explained(trouble):
                raise explained from trouble
            raise

    async def stop(self) -> None:
        """Finish what was begun, for at most 10 s, then leave."""
        await self._desk.drain(_DRAIN)
        await self._client.close()
        if self._link:
            await asyncio.wait({self._link})

    async def _connect(self) -> None:
        self._link = asyncio.create_task(self._client.connect(reconnect=True))
        self._link.add_done_callback(_log_end)
        opened = asyncio.create_task(self._client.opened.wait())
        await asyncio.wait({self._link, opened}, return_when=asyncio.FIRST_COMPLETED)
        if self._link.done():
            opened.cancel()
            self._link.result()


class _Client(discord.Client):
    """discord.py's client with nothing but the interactions switched on."""

    def __init__(self, desk: FrontDesk) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.opened = asyncio.Event()
        self._desk = desk

    async def on_connect(self) -> None:
        self.opened.set()

    async def on_resumed(self) -> None:
        self.opened.set()

    async def on_disconnect(self) -> None:
        self.opened.clear()

    async def on_interaction(self, interaction: Interaction) -> None:
        self._desk.receive(interaction)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        _log.error("discord.event_failed", event=event_method)


def _log_end(link: asyncio.Task[None]) -> None:
    if not link.cancelled() and (trouble := link.exception()):
        _log.error("discord.connection_ended", error=type(trouble).__name__)


def _explained(trouble: BaseException) -> CannotConnect | None:
    match trouble:
        case discord.LoginFailure():
            return CannotConnect(
                "Discord does not accept the bot token. Copy it again from the application's page, "
                "under Bot, and start again."
            )
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed():
            return CannotConnect(f"Discord's gateway closed the connection: {trouble}")
        case aiohttp.ClientConnectionError():
            return CannotConnect(
                f"Cannot reach Discord at {Route.BASE}: {type(trouble).__name__}. Check the network."
            )
        case _:
            return None
