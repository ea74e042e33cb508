"""Whether an app may look into a channel or a guild."""

from __future__ import annotations

from bot.sandbox.discord.records import App, Channel, Guild, Message
from bot.sandbox.discord.refusals import (
    MISSING_ACCESS,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MESSAGE,
    Refused,
)
from bot.sandbox.discord.rest.call import Call
from bot.sandbox.discord.world import World


def channel_of(world: World, call: Call) -> Channel:
    """Return the channel in the path; raises Refused (10003, or 50001 where the app was not added)."""
    channel = world.directory.channels.get(call.parts["channel_id"])
    if channel is None:
        raise Refused(UNKNOWN_CHANNEL)
    if channel.app != call.caller.id or not channel.has_app:
        raise Refused(MISSING_ACCESS)
    return channel


def guild_of(world: World, call: Call) -> Guild:
    """Return the guild in the path; raises Refused (10004, also for guilds without the app)."""
    guild = world.directory.guilds.get(call.parts["guild_id"])
    if guild is None or guild.app != call.caller.id:
        raise Refused(UNKNOWN_GUILD)
    return guild


def message_of(world: World, call: Call) -> Message:
    """Return the message in the path; ephemeral ones are unknown to everything but their token."""
    channel = channel_of(world, call)
    message = world.posts.find(channel.id, call.parts["message_id"])
    if message is None or message.only_for:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def is_own(app: App, message: Message) -> bool:
    """Whether the app's bot wrote the message."""
    return message.author == app.bot_user
