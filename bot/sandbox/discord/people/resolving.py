"""The `resolved` object of an interaction: what the ids in it stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.sandbox.discord.guild_shape import roles_json
from bot.sandbox.discord.permissions import MEMBER
from bot.sandbox.discord.records import Attachment, Channel, Json
from bot.sandbox.discord.shapes import channel_json, member_json, user_json
from bot.sandbox.discord.uploads import upload_json
from bot.sandbox.discord.world import World


def resolved(world: World, channel: Channel, ids: Iterable[str], files: Collection[Attachment] = ()) -> Json:
    """Return what was chosen in a channel: people, roles and channels by their ids, and uploaded files.

    Kinds that were not chosen are left out; members and roles there are only in a guild.
    """
    chosen = list(dict.fromkeys(ids))
    if not chosen and not files:
        return {}
    uploads = {file.id: upload_json(world.posts.address, channel.app, file) for file in files}
    found = {
        "users": {each: user_json(world.directory.accounts[each]) for each in _people(world, chosen)},
        "members": _members(world, channel, chosen),
        "roles": _roles(world, channel, chosen),
        "channels": _channels(world, chosen),
        "attachments": uploads,
    }
    return {kind: told for kind, told in found.items() if told}


def _people(world: World, chosen: list[str]) -> list[str]:
    return [each for each in chosen if each in world.directory.accounts]


def _members(world: World, channel: Channel, chosen: list[str]) -> Json:
    guild = world.directory.guilds.get(channel.guild)
    told: Json = {}
    for user in _people(world, chosen) if guild else ():
        if guild is not None and user in guild.members:
            member = member_json(world.directory, guild, user) | {"permissions": str(MEMBER)}
            del member["user"]
            told[user] = member
    return told


def _roles(world: World, channel: Channel, chosen: list[str]) -> Json:
    guild = world.directory.guilds.get(channel.guild)
    roles = roles_json(world.directory, guild) if guild else []
    return {role["id"]: role for role in roles if role["id"] in chosen}


def _channels(world: World, chosen: list[str]) -> Json:
    told: Json = {}
    for each in chosen:
        channel = world.directory.channels.get(each)
        if channel is not None:
            shape = channel_json(world.directory, channel, world.posts.last(each))
            shape.pop("permission_overwrites", None)
            told[each] = shape | {"permissions": str(MEMBER)}
    return told
