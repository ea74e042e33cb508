"""Sends, edits and finds the bot's own messages on Discord."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import discord

from bot.chat import limits
from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.messenger import Address, File, NotSent, Refused
from bot.chat.sending_limits import SendingLimits
from bot.platforms.discord.drawn import Drawn, read_back
from bot.platforms.discord.failures import before_anything_is_sent, told_apart
from bot.platforms.discord.files import attached, refused_for_the_file, shown
from bot.platforms.discord.inbound import PLATFORM
from bot.platforms.discord.limits import AT_ONCE, sending_limits
from bot.platforms.discord.mark import carries, key_in
from bot.platforms.discord.render import components, mentioned

# Longer than the library's own retries of a 5xx take (1+3+5+7+9 seconds).
_PATIENCE = 40.0
# Message ids carry the instant in milliseconds; clocks differ a little.
_LEEWAY = timedelta(seconds=5)


class DiscordMessenger:
    """The `Messenger` of Discord, on a client that is logged in."""

    platform = PLATFORM

    def __init__(self, client: discord.Client, limits: SendingLimits | None = None) -> None:
        self._client = client
        self.limits = limits or sending_limits()
        self._pace = asyncio.Semaphore(AT_ONCE)
        self._direct: dict[str, int] = {}

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Post the card; the same `key` within a few minutes is the first message again."""
        limits.fits("a delivery key", key, limits.DELIVERY_KEY)
        drawn = Drawn([*components(card, key), *([shown(file)] if file else [])])
        told = discord.AllowedMentions(
            everyone=False,
            roles=False,
            replied_user=False,
            users=[discord.Object(id_) for id_ in mentioned(card)],
        )
        channel = await self._channel(to)
        with refused_for_the_file(file), told_apart():
            async with self._pace, asyncio.timeout(_PATIENCE):
                message = await (
                    channel.send(view=drawn, nonce=key, allowed_mentions=told, file=attached(file))
                    if file
                    else channel.send(view=drawn, nonce=key, allowed_mentions=told)
                )
        workspace = "" if isinstance(to, Person) else to.workspace
        return MessageRef(PLATFORM, workspace, str(channel.id), str(message.id))

    async def edit(self, message: MessageRef, card: Card) -> None:
        """Show another card, with the delivery's mark; a message that was deleted is `Refused("invalid")`."""
        self._check_logged_in()
        channel = self._client.get_partial_messageable(int(message.channel))
        with told_apart():
            async with self._pace, asyncio.timeout(_PATIENCE):
                there = await channel.fetch_message(int(message.message))
                await there.edit(view=Drawn(components(card, key_in(read_back(there)))))

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        """Look through what the bot itself said there after `since`."""
        channel = await self._channel(to)
        self._check_history(channel.id)
        workspace = "" if isinstance(to, Person) else to.workspace
        with told_apart():
            async for message in channel.history(after=since - _LEEWAY, oldest_first=True, limit=None):
                if message.author.id == self._own_id() and carries(key, read_back(message)):
                    return MessageRef(PLATFORM, workspace, str(channel.id), str(message.id))
        return None

    async def _channel(self, to: Address) -> discord.PartialMessageable:
        self._check_logged_in()
        if isinstance(to, Person):
            return self._client.get_partial_messageable(await self._direct_channel(to.account))
        return self._client.get_partial_messageable(int(to.channel))

    async def _direct_channel(self, account: str) -> int:
        if account not in self._direct:
            with before_anything_is_sent():
                async with self._pace, asyncio.timeout(_PATIENCE):
                    opened = await self._client.create_dm(discord.Object(int(account)))
            self._direct[account] = opened.id
        return self._direct[account]

    def _check_history(self, channel_id: int) -> None:
        # Without the right to read a history Discord answers with an empty one instead of a refusal.
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel):
            return
        if not channel.permissions_for(channel.guild.me).read_message_history:
            raise Refused("no-permission", "Read Message History")

    def _check_logged_in(self) -> None:
        if self._client.application_id is None or self._client.is_closed():
            raise NotSent("not logged in")

    def _own_id(self) -> int:
        return self._client.user.id if self._client.user else 0
