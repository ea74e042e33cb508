"""Answers a client that asks for members over the gateway."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway.frames import is_number
from bot.sandbox.discord.gateway.intents import GUILD_MEMBERS, GUILD_PRESENCES
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.records import Guild, Json
from bot.sandbox.discord.shapes import member_json

_A_CHUNK = 1000
_MOST_NAMED = 100
_NONCE_BYTES = 32


def member_chunks(directory: Directory, session: Session, asked: Json) -> Iterator[Json]:
    """Yield the GUILD_MEMBERS_CHUNK bodies that answer; none where Discord stays silent.

    By `user_ids` (at most 100), or by the beginning of a name (`query`); the whole list only with the members
    intent. A nonce of more than 32 bytes is left out of the answer, as Discord does.
    """
    guild = directory.guilds.get(str(asked.get("guild_id")))
    if guild is None or guild.app != session.app.id:
        return
    wanted = asked.get("user_ids")
    named = [str(user) for user in (wanted if isinstance(wanted, list) else [wanted])] if wanted else []
    if not named and not asked.get("query") and not session.intents & GUILD_MEMBERS:
        return
    if named:
        found = [user for user in named[:_MOST_NAMED] if user in guild.members]
        about: Json = {"not_found": [user for user in named[:_MOST_NAMED] if user not in guild.members]}
    else:
        found, about = _by_name(directory, guild, asked), {}
    if asked.get("presences") is True and session.intents & GUILD_PRESENCES:
        about["presences"] = []
    yield from _chunks(directory, guild, found, about | _nonce(asked))


def _chunks(directory: Directory, guild: Guild, users: list[str], about: Json) -> Iterator[Json]:
    count = max(1, -(-len(users) // _A_CHUNK))
    for number in range(count):
        part = users[number * _A_CHUNK : (number + 1) * _A_CHUNK]
        yield {
            "guild_id": guild.id,
            "members": [member_json(directory, guild, user) for user in part],
            "chunk_index": number,
            "chunk_count": count,
            **about,
        }


def _nonce(asked: Json) -> Json:
    nonce = asked.get("nonce")
    fits = isinstance(nonce, str) and len(nonce.encode(errors="replace")) <= _NONCE_BYTES
    return {"nonce": nonce} if fits else {}


def _by_name(directory: Directory, guild: Guild, asked: Json) -> list[str]:
    begin, limit = str(asked.get("query") or "").casefold(), asked.get("limit")
    found = [user for user in guild.members if directory.accounts[user].begins_with(begin)]
    if not isinstance(limit, int) or not is_number(limit) or limit <= 0:
        return found if not begin else found[:_MOST_NAMED]
    return found[: min(limit, _MOST_NAMED)] if begin else found[:limit]
