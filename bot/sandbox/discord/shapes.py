"""Records as the JSON that Discord sends; gateway and REST share these shapes."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.records import Account, App, Channel, Guild, Json
from bot.sandbox.discord.snowflakes import DISCORD_EPOCH

VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
READ_HISTORY = 1 << 16
USE_COMMANDS = 1 << 31
MEMBER_PERMISSIONS = str(VIEW_CHANNEL | SEND_MESSAGES | READ_HISTORY | USE_COMMANDS)
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
APP_PERMISSIONS = str(int(MEMBER_PERMISSIONS) | EMBED_LINKS | ATTACH_FILES)


def moment(instant: datetime) -> str:
    """Return an instant as Discord prints it: ISO 8601 with offset."""
    return instant.isoformat()


def user_json(account: Account) -> Json:
    """Return the user object of an account."""
    return {
        "id": account.id,
        "username": account.username,
        "global_name": None if account.bot else account.name,
        "discriminator": "0000" if account.bot else "0",
        "avatar": None,
        "bot": account.bot,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "primary_guild": None,
    }


def bot_role(guild: Guild) -> str:
    """Return the id of the role that Discord makes for an app's bot in a guild."""
    return str(int(guild.id) + 1)


def member_json(directory: Directory, guild: Guild, user: str) -> Json:
    """Return the member object, user included."""
    account = directory.accounts[user]
    return {
        "user": user_json(account),
        "nick": None,
        "avatar": None,
        "roles": [bot_role(guild)] if account.bot else [],
        "joined_at": moment(DISCORD_EPOCH),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def channel_json(directory: Directory, channel: Channel, last_message: str | None = None) -> Json:
    """Return the channel object of a text channel or a direct message."""
    if channel.direct:
        recipients = [user_json(directory.accounts[channel.person])]
        told: Json = {"id": channel.id, "type": 1, "recipients": recipients, "flags": 0}
        return told | {"last_message_id": last_message}
    guild = directory.guilds[channel.guild]
    return {
        "id": channel.id,
        "type": 0,
        "guild_id": channel.guild,
        "name": channel.name,
        "position": guild.channels.index(channel.id),
        "permission_overwrites": _overwrites(directory, channel),
        "topic": None,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "last_message_id": last_message,
    }


def roles_json(directory: Directory, guild: Guild) -> list[Json]:
    """Return the two roles of a local guild: everyone's and the app's own."""
    app = directory.apps[guild.app]
    everyone = _role(guild.id, "@everyone", 0, MEMBER_PERMISSIONS)
    managed = {"managed": True, "tags": {"bot_id": app.bot_user}}
    return [everyone, _role(bot_role(guild), app.name, 1, APP_PERMISSIONS) | managed]


def guild_json(directory: Directory, guild: Guild) -> Json:
    """Return the guild object as REST gives it, without channels and members."""
    return {
        "id": guild.id,
        "name": guild.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "vanity_url_code": None,
        "owner_id": next((member for member in guild.members[1:]), guild.members[0]),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
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
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": roles_json(directory, guild),
        "max_members": 500000,
        "max_presences": None,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "widget_enabled": False,
    }


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


def application_json(directory: Directory, app: App) -> Json:
    """Return the application object of both `applications/@me` addresses."""
    owner = next(account for account in directory.accounts.values() if not account.bot)
    return {
        "id": app.id,
        "name": app.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user_json(directory.accounts[app.bot_user]),
        "owner": user_json(owner),
        "team": None,
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": sum(1 for _ in directory.guilds_of(app.id)),
        "approximate_user_install_count": 0,
        "integration_types_config": {"0": {}},
    }


def _role(snowflake: str, name: str, position: int, permissions: str) -> Json:
    return {
        "id": snowflake,
        "name": name,
        "position": position,
        "permissions": permissions,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def _overwrites(directory: Directory, channel: Channel) -> list[Json]:
    """Hide the channel from everyone but its members and, where it was added, the app."""
    app = directory.apps[channel.app]
    allowed = [*channel.members, *([app.bot_user] if channel.has_app else [])]
    hidden: Json = {"id": channel.guild, "type": 0, "allow": "0", "deny": str(VIEW_CHANNEL)}
    return [hidden, *({"id": user, "type": 1, "allow": str(VIEW_CHANNEL), "deny": "0"} for user in allowed)]
