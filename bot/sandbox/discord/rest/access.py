"""What an app may see and do: channels, guilds, messages and permissions."""

from __future__ import annotations

from bot.sandbox.discord.checks.message import Source
from bot.sandbox.discord.permissions import MENTION_EVERYONE, VIEW_CHANNEL
from bot.sandbox.discord.reasons import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MESSAGE,
)
from bot.sandbox.discord.records import App, Attachment, Channel, Guild, Message
from bot.sandbox.discord.refusals import Refused, Step
from bot.sandbox.discord.rest.call import Call
from bot.sandbox.discord.world import World


def channel_of(world: World, call: Call, *needed: int) -> Channel:
    """Return the channel in the path; raises Refused (10003, 50001 where the app was not added, 50013)."""
    channel = world.directory.channels.get(call.parts["channel_id"])
    if channel is None:
        raise Refused(UNKNOWN_CHANNEL)
    app = call.caller
    if channel.app != app.id or not channel.has_app or not may(app, channel, VIEW_CHANNEL):
        raise Refused(MISSING_ACCESS)
    if not all(may(app, channel, bit) for bit in needed):
        raise Refused(MISSING_PERMISSIONS)
    return channel


def may(app: App, channel: Channel, bit: int) -> bool:
    """Whether the app's role has a permission there; in direct messages there are none to lack."""
    return channel.direct or bool(app.permissions & bit)


def guild_of(world: World, call: Call) -> Guild:
    """Return the guild in the path; raises Refused (10004, also for guilds without the app)."""
    guild = world.directory.guilds.get(call.parts["guild_id"])
    if guild is None or guild.app != call.caller.id:
        raise Refused(UNKNOWN_GUILD)
    return guild


def message_of(world: World, call: Call, *needed: int) -> Message:
    """Return the message in the path; ephemeral ones are unknown to everything but their token."""
    channel = channel_of(world, call, *needed)
    message = world.posts.find(channel.id, call.parts["message_id"])
    if message is None or message.only_for:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def is_own(app: App, message: Message) -> bool:
    """Whether the app's bot wrote the message."""
    return message.author == app.bot_user


def source_of(world: World, place: str, files: tuple[Attachment, ...], *under: Step) -> Source:
    """Return what stands around the body of a message to a channel; `under` is where in the body it is."""
    channel = world.directory.channels[place]
    roles = {group.id for group in world.directory.groups(channel.guild)}
    everyone = may(world.directory.apps[channel.app], channel, MENTION_EVERYONE)
    return Source(files, world.directory.accounts, roles, everyone, under)
