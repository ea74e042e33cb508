"""Answers a client that asks for members over the gateway."""

from __future__ import annotations

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway.intents import GUILD_MEMBERS
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.records import Guild, Json
from bot.sandbox.discord.shapes import member_json

_MOST = 100


def members_chunk(directory: Directory, session: Session, asked: Json) -> Json | None:
    """Return the one chunk that answers, None where Discord stays silent.

    By `user_ids`, or by the beginning of a name (`query`); the whole list only with the members intent.
    """
    guild = directory.guilds.get(str(asked.get("guild_id")))
    if guild is None or guild.app != session.app.id:
        return None
    wanted = asked.get("user_ids")
    named = [str(user) for user in (wanted if isinstance(wanted, list) else [wanted])] if wanted else []
    if not named and not asked.get("query") and not session.intents & GUILD_MEMBERS:
        return None
    found = [user for user in named if user in guild.members] or _by_name(directory, guild, asked, named)
    return {
        "guild_id": guild.id,
        "members": [member_json(directory, guild, user) for user in found],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": [user for user in named if user not in guild.members],
        "nonce": asked.get("nonce"),
    }


def _by_name(directory: Directory, guild: Guild, asked: Json, named: list[str]) -> list[str]:
    if named:
        return []
    begin = str(asked.get("query") or "").casefold()
    found = [user for user in guild.members if directory.accounts[user].begins_with(begin)]
    return found[: int(asked.get("limit") or _MOST)]
