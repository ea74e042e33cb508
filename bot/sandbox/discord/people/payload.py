"""INTERACTION_CREATE: what an app is told when a person acts."""

from __future__ import annotations

from bot.sandbox.discord import permissions
from bot.sandbox.discord.interactions import COMMAND, COMPLETION, Interaction
from bot.sandbox.discord.people.uploading import LARGEST_FILE
from bot.sandbox.discord.records import Channel, Json
from bot.sandbox.discord.shapes import member_json, partial_channel_json, user_json
from bot.sandbox.discord.world import World


def interaction_json(world: World, interaction: Interaction) -> Json:
    """Return the event's body for any kind of interaction."""
    channel = world.directory.channels[interaction.channel]
    where = partial_channel_json(world.directory, channel, world.posts.last(channel.id))
    told: Json = {
        "id": interaction.id,
        "application_id": interaction.app,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": channel.id,
        "channel": where | {"permissions": str(permissions.MEMBER)},
        "locale": world.directory.accounts[interaction.user].locale,
        "app_permissions": str(world.directory.apps[interaction.app].permissions),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": LARGEST_FILE,
        "authorizing_integration_owners": {"0": channel.guild or "0"},
        "context": 1 if channel.direct else 0,
    }
    return told | _who(world, channel, interaction.user) | _source(world, interaction)


def _who(world: World, channel: Channel, user: str) -> Json:
    if not channel.guild:
        return {"user": user_json(world.directory.accounts[user])}
    guild = world.directory.guilds[channel.guild]
    member = member_json(world.directory, guild, user) | {"permissions": str(permissions.MEMBER)}
    return {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member,
    }


def _source(world: World, interaction: Interaction) -> Json:
    if interaction.kind in (COMMAND, COMPLETION) or not interaction.source:
        return {}
    message = world.posts.find(interaction.channel, interaction.source)
    return {"message": world.posts.shape(message)} if message else {}
