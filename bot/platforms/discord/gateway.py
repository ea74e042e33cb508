"""discord.py's client with nothing but the interactions switched on, and where it connects to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.platforms.discord.markup import Json

_DEFAULT_API = Route.BASE
_DEFAULT_GATEWAY = DiscordWebSocket.DEFAULT_GATEWAY
# Seconds. Longer waits are the outbox's, which knows until when a message makes sense.
_LONGEST_WAIT = 3.0
# Seconds until the limit of sessions is read again, if Discord says none.
_SHORTEST_WAIT = 5.0
_log = structlog.get_logger(__name__)


def point_at(api_url: str, gateway_url: str = "") -> None:
    """Let the library talk to these addresses; empty ones are Discord's own.

    It keeps them in class attributes: all clients of a process talk to the same place.
    """
    Route.BASE = api_url.rstrip("/") or _DEFAULT_API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url) if gateway_url else _DEFAULT_GATEWAY


def _let_go(_message: discord.Message) -> None:
    """What nobody waits for."""


class Gateway(discord.Client):
    """A client that hands on interactions as they are sent, and knows whether they arrive.

    Needs no privileged intent.
    """

    def __init__(
        self,
        receive: Callable[[Json], None],
        receive_direct: Callable[[discord.Message], None] = _let_go,
    ) -> None:
        # The bot never speaks: an operator need not hear what speaking would take.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents.none()
        intents.guilds = intents.dm_messages = True
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        # The client's own option takes nothing below 30 s.
        self.http.max_ratelimit_timeout = _LONGEST_WAIT
        self.opened = asyncio.Event()
        # The library would make objects of each interaction that nobody looks at, and its views would drop
        # those of an earlier process.
        self._connection.parsers["INTERACTION_CREATE"] = receive
        self._receive_direct = receive_direct

    @property
    def silent_for(self) -> float | None:
        """Seconds since anything came over the gateway, answers to heartbeats too; None before it opens."""
        # The library keeps this to itself; its latency says how long an answer took, not when it came.
        beats = getattr(self.ws, "_keep_alive", None)
        return time.perf_counter() - beats._last_recv if beats else None  # noqa: SLF001

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait before a session that the library begins by itself, when the last one could not go on."""
        await super().before_identify_hook(shard_id, initial=initial)
        if not initial:
            await until_session_may_start(self)

    async def on_connect(self) -> None:
        """A new session is open; what the library calls ready comes seconds later and adds only caches."""
        self.opened.set()

    async def on_resumed(self) -> None:
        """The session goes on; what was missed has been played back."""
        self.opened.set()

    async def on_disconnect(self) -> None:
        """Nothing arrives until the library has connected again."""
        self.opened.clear()

    async def on_message(self, message: discord.Message) -> None:
        """Hand on what a person wrote to the bot directly."""
        if message.guild is None and not message.author.bot:
            self._receive_direct(message)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log without what the event said."""
        _log.error("discord.event_failed", event_name=event_method)


async def until_session_may_start(client: discord.Client) -> None:
    """Return as soon as Discord lets the bot begin a session: it resets the token of a bot that begins more.

    https://discord.com/developers/docs/events/gateway#session-start-limit-object
    """
    while True:
        _, _, limit = await client.http.get_bot_gateway()
        if limit["remaining"] > 0:
            return
        pause = max(limit["reset_after"] / 1000, _SHORTEST_WAIT)
        _log.warning("discord.no_session_left", again_in=pause)
        await asyncio.sleep(pause)
