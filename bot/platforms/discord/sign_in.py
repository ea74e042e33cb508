"""Signs in to Discord and opens the gateway, waiting as long as Discord cannot be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog

from bot.platforms.discord.gateway import Gateway, until_session_may_start

_AWAY = (
    aiohttp.ClientConnectionError,
    discord.DiscordServerError,
    discord.GatewayNotFound,
    discord.RateLimited,
    TimeoutError,
)
_LONGEST_PAUSE = 30.0
# How long a connection that is being opened may take before it is given up, seconds.
_OPENING = 5.0
_log = structlog.get_logger(__name__)


class CannotSignIn(Exception):  # noqa: N818 - says what happened
    """The token does not work or the gateway is closed to it; the message says which, and what to do."""


async def sign_in(client: Gateway, token: str) -> None:
    """Learn who the bot is; raises `CannotSignIn` for a token that does not work."""

    async def attempt() -> None:
        try:
            await client.login(token)
        except discord.LoginFailure as refused:
            raise CannotSignIn(
                "Discord does not accept the bot token. Copy it again from the application's page, "
                "under Bot, and set that."
            ) from refused
        except _AWAY:
            # Each login makes a new session of the library's connector, which closes with the old one.
            await client.http.close()
            client.http.connector = discord.utils.MISSING
            raise

    await until_reached(attempt)


async def open_gateway(client: Gateway) -> asyncio.Task[None]:
    """Begin a new session; returns when interactions arrive, with the task that keeps the connection up."""
    links: list[asyncio.Task[None]] = []

    async def attempt() -> None:
        await until_session_may_start(client)
        links[:] = [asyncio.create_task(client.connect(reconnect=True))]
        await _opened(client, links[0])

    try:
        await until_reached(attempt)
    except BaseException:
        await close_gateway(client, links[0] if links else None)
        raise
    links[0].add_done_callback(_log_end)
    return links[0]


async def close_gateway(client: Gateway, link: asyncio.Task[None] | None) -> None:
    """End the session and the task that keeps it up; the client can still send."""
    if link is not None:
        if not client.opened.is_set():
            # The library loses sight of a socket that it is just opening, and so could not close it.
            await _first_of(link, asyncio.create_task(client.opened.wait()), within=_OPENING)
        link.cancel()
        await asyncio.wait({link})
    socket = getattr(client, "ws", None)
    if socket is not None and socket.open:
        await socket.close(code=1000)
    client.opened.clear()


async def _opened(client: Gateway, link: asyncio.Task[None]) -> None:
    await _first_of(link, asyncio.create_task(client.opened.wait()))
    if not link.done():
        return
    match link.exception():
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed() as closed:
            raise CannotSignIn(f"Discord's gateway refuses the bot: {closed}")
        case trouble:
            # The library stumbles over itself when the very first connection fails.
            raise aiohttp.ClientConnectionError(type(trouble).__name__)


async def _first_of(
    link: asyncio.Task[None], opened: asyncio.Task[bool], within: float | None = None
) -> None:
    """Wait for one of the two; the second is cancelled."""
    try:
        await asyncio.wait({link, opened}, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        opened.cancel()


async def until_reached(attempt: Callable[[], Awaitable[object]]) -> None:
    """Try again and again, with pauses of at most 30 s, as long as Discord is away."""
    pause = 1.0
    while True:
        try:
            await attempt()
        except _AWAY as problem:
            _log.warning("discord.not_reached", problem=type(problem).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return


def _log_end(link: asyncio.Task[None]) -> None:
    if not link.cancelled() and (trouble := link.exception()):
        _log.error("discord.connection_ended", error=type(trouble).__name__)
