"""Records as the JSON that Discord sends; gateway and REST share these shapes."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.permissions import VIEW_CHANNEL
from bot.sandbox.discord.records import Account, Channel, Guild, Json
from bot.sandbox.discord.snowflakes import DISCORD_EPOCH


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
        "banner": None,
        "roles": [bot_role(guild)] if account.bot else _groups_of(directory, guild, user),
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
    told = partial_channel_json(directory, channel, last_message)
    return told if channel.direct else told | {"permission_overwrites": _overwrites(directory, channel)}


def partial_channel_json(directory: Directory, channel: Channel, last_message: str | None = None) -> Json:
    """Return the channel as interactions carry it: without who may see it."""
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
        "topic": None,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "last_message_id": last_message,
    }


def _groups_of(directory: Directory, guild: Guild, user: str) -> list[str]:
    return [group.id for group in directory.groups(guild.id) if user in group.members]


def _overwrites(directory: Directory, channel: Channel) -> list[Json]:
    """Hide the channel from everyone but its members and, where it was added, the app."""
    app = directory.apps[channel.app]
    allowed = [*channel.members, *([app.bot_user] if channel.has_app else [])]
    hidden: Json = {"id": channel.guild, "type": 0, "allow": "0", "deny": str(VIEW_CHANNEL)}
    return [hidden, *({"id": user, "type": 1, "allow": str(VIEW_CHANNEL), "deny": "0"} for user in allowed)]
