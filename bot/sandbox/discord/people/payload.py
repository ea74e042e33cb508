"""INTERACTION_CREATE: what an app is told when a person acts."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.discord.interactions import COMMAND, COMPLETION, Interaction
from bot.sandbox.discord.records import Channel, Json
from bot.sandbox.discord.shapes import (
    APP_PERMISSIONS,
    MEMBER_PERMISSIONS,
    channel_json,
    member_json,
    user_json,
)
from bot.sandbox.discord.world import World

_LARGEST_FILE = 10 * 1024 * 1024


def interaction_json(world: World, interaction: Interaction) -> Json:
    """Return the event's body for any kind of interaction."""
    channel = world.directory.channels[interaction.channel]
    permissions = {"permissions": MEMBER_PERMISSIONS}
    told: Json = {
        "id": interaction.id,
        "application_id": interaction.app,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": channel.id,
        "channel": channel_json(world.directory, channel, world.posts.last(channel.id)) | permissions,
        "locale": world.directory.accounts[interaction.user].locale,
        "app_permissions": APP_PERMISSIONS,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": _LARGEST_FILE,
        "authorizing_integration_owners": {"0": channel.guild or "0"},
        "context": 1 if channel.direct else 0,
    }
    return told | _who(world, channel, interaction.user) | _source(world, interaction)


def resolved_people(world: World, channel: Channel, users: Iterable[str]) -> Json:
    """Return the `resolved` object for chosen people; members only in a guild."""
    chosen = list(users)
    if not chosen:
        return {}
    found: Json = {"users": {user: user_json(world.directory.accounts[user]) for user in chosen}}
    if channel.guild:
        guild = world.directory.guilds[channel.guild]
        members = {
            user: member_json(world.directory, guild, user) for user in chosen if user in guild.members
        }
        for member in members.values():
            del member["user"]
            member["permissions"] = MEMBER_PERMISSIONS
        found["members"] = members
    return found


def _who(world: World, channel: Channel, user: str) -> Json:
    if not channel.guild:
        return {"user": user_json(world.directory.accounts[user])}
    guild = world.directory.guilds[channel.guild]
    member = member_json(world.directory, guild, user) | {"permissions": MEMBER_PERMISSIONS}
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
