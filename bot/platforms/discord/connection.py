"""The connection to Discord: signs in, publishes the commands, takes interactions, drains.

It can send from the moment it is signed in. Interactions come while it listens, which of several processes of
the same bot only one needs to do at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from bot.chat.link import Link, LinkState
from bot.chat.messenger import Reception
from bot.chat.phrases import Phrases
from bot.chat.sending_limits import SendingLimits
from bot.platforms.discord.answers import Answers, Patience
from bot.platforms.discord.arrivals import Arrivals
from bot.platforms.discord.client import DiscordMessenger
from bot.platforms.discord.command_tree import publish
from bot.platforms.discord.commands import application_commands
from bot.platforms.discord.gateway import Gateway, point_at
from bot.platforms.discord.inbound import PLATFORM
from bot.platforms.discord.interaction import Interaction
from bot.platforms.discord.sign_in import close_gateway, open_gateway, sign_in, until_reached
from bot.platforms.discord.tasks import Tasks

# How long stopping waits for what is under way, seconds.
DRAIN = 10.0
_log = structlog.get_logger(__name__)


class DiscordConnection:
    """The bot in all its servers. Made once, started once; empty addresses are Discord's own."""

    platform = PLATFORM

    def __init__(
        self,
        api_url: str,
        gateway_url: str,
        bot_token: str,
        reception: Reception,
        phrases_in: Callable[[str], Phrases],
        limits: SendingLimits | None = None,
    ) -> None:
        point_at(api_url, gateway_url)
        self._token = bot_token
        self._commands = application_commands(reception.router, phrases_in)
        self._tasks = Tasks()
        arrivals = Arrivals(reception, Answers(reception, Patience()))
        self._client = Gateway(
            lambda event: self._tasks.start(arrivals.receive(Interaction(event, self._client))),
            lambda message: self._tasks.start(arrivals.receive_direct(message)),
        )
        self._link: asyncio.Task[None] | None = None
        self.messenger = DiscordMessenger(self._client, limits)

    @property
    def connected(self) -> bool:
        """Whether interactions arrive right now."""
        return self._client.opened.is_set()

    @property
    def link(self) -> Link:
        """How the connection stands."""
        return Link(LinkState.LISTENING if self.connected else LinkState.AWAY, self._client.silent_for)

    async def start(self) -> None:
        """Sign in and listen: for a process that is the only one of its bot."""
        try:
            await self.sign_in()
            await self.listen()
        except BaseException:
            await self._client.close()
            raise

    async def sign_in(self) -> None:
        """Make ready to send; raises `CannotSignIn` for a wrong token."""
        await sign_in(self._client, self._token)

    async def listen(self) -> None:
        """Put the commands if they changed, and begin a session; raises `CannotSignIn` if Discord refuses it.

        Whoever listens puts the commands: they are those that it understands.
        """
        await until_reached(lambda: publish(self._client, self._commands))
        self._link = await open_gateway(self._client)

    async def hush(self) -> None:
        """Close the gateway for good: the session is over, and the next one begins anew."""
        await close_gateway(self._client, self._link)
        self._link = None

    async def stop(self) -> None:
        """Let what is under way finish, then disconnect."""
        if given_up := await self._tasks.drain(DRAIN):
            _log.warning("discord.stopped_early", unfinished=given_up)
        await self._client.close()
        self._client.opened.clear()
        if self._link:
            await asyncio.wait({self._link})
