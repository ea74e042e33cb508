"""A guild and its roles as the JSON that Discord sends."""

from __future__ import annotations

from bot.sandbox.discord import permissions
from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.records import Guild, Json
from bot.sandbox.discord.shapes import bot_role, channel_json, member_json, moment
from bot.sandbox.discord.snowflakes import DISCORD_EPOCH

_GUILD_HAS_NO = (
    "icon",
    "splash",
    "discovery_splash",
    "home_header",
    "banner",
    "description",
    "vanity_url_code",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "rules_channel_id",
    "public_updates_channel_id",
    "safety_alerts_channel_id",
    "widget_channel_id",
    "max_presences",
    "incidents_data",
)
_GUILD_ALWAYS: Json = {
    "region": "deprecated",
    "afk_timeout": 300,
    "system_channel_flags": 0,
    "verification_level": 1,
    "default_message_notifications": 1,
    "explicit_content_filter": 2,
    "mfa_level": 0,
    "nsfw": False,
    "nsfw_level": 0,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "preferred_locale": "en-US",
    "max_members": 500_000,
    "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50,
    "widget_enabled": False,
}


def roles_json(directory: Directory, guild: Guild) -> list[Json]:
    """Return the roles of a local guild: everyone's, the app's own, and one for each of its groups."""
    app = directory.apps[guild.app]
    everyone = _role(guild.id, "@everyone", 0, permissions.MEMBER)
    managed = {"managed": True, "tags": {"bot_id": app.bot_user}}
    groups = [
        _role(group.id, group.name, place, permissions.MEMBER) | {"mentionable": True}
        for place, group in enumerate(directory.groups(guild.id), start=2)
    ]
    return [everyone, _role(bot_role(guild), app.name, 1, app.permissions) | managed, *groups]


def guild_json(directory: Directory, guild: Guild) -> Json:
    """Return the guild object as REST gives it, without channels and members."""
    return {
        **dict.fromkeys(_GUILD_HAS_NO),
        **_GUILD_ALWAYS,
        "id": guild.id,
        "name": guild.name,
        "owner_id": next((member for member in guild.members[1:]), guild.members[0]),
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": roles_json(directory, guild),
    }


def counts_json(guild: Guild) -> Json:
    """Return what a guild has more when its counts are asked for."""
    count = len(guild.members)
    return {"approximate_member_count": count, "approximate_presence_count": count}


def guild_create_json(directory: Directory, guild: Guild) -> Json:
    """Return the body of GUILD_CREATE; without the members intent only the app's own member is in it."""
    return guild_json(directory, guild) | {
        "joined_at": moment(DISCORD_EPOCH),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(directory, guild, guild.members[0])],
        "channels": [channel_json(directory, directory.channels[each]) for each in guild.channels],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _role(snowflake: str, name: str, position: int, bits: int) -> Json:
    return {
        "id": snowflake,
        "name": name,
        "position": position,
        "permissions": str(bits),
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
