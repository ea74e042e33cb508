"""What a client may ask for in IDENTIFY, and what it gets: READY and its guilds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway import closing
from bot.sandbox.discord.gateway.frames import is_number
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.intents import ALL, GUILDS, PRIVILEGED
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.guild_shape import guild_create_json
from bot.sandbox.discord.records import App, Guild, Json
from bot.sandbox.discord.shapes import user_json

_SHARD_PARTS = 2
_GUILDS_A_SHARD = 2500


@dataclass(frozen=True, slots=True)
class Identity:
    """Who connects, for which events, and as which of how many shards."""

    app: App
    intents: int
    shard: tuple[int, int]


def app_of(directory: Directory, token: object) -> App:
    """Return the app of a token, with or without "Bot " before it; raises CloseSocket (4004)."""
    app = directory.app_by_token(token.removeprefix("Bot ")) if isinstance(token, str) else None
    if app is None:
        raise closing.CloseSocket(closing.AUTHENTICATION_FAILED)
    return app


def check_identify(directory: Directory, asked: Json, approved_intents: int) -> Identity:
    """Return who connects; raises CloseSocket with the fatal code of what Discord does not accept."""
    app = app_of(directory, asked.get("token"))
    intents = asked.get("intents")
    if not isinstance(intents, int) or not is_number(intents) or intents < 0 or intents & ~ALL:
        raise closing.CloseSocket(closing.INVALID_INTENTS)
    if intents & PRIVILEGED & ~approved_intents:
        raise closing.CloseSocket(closing.DISALLOWED_INTENTS)
    return Identity(app, intents, _shard(asked.get("shard") or [0, 1]))


def welcome(directory: Directory, session: Session, resume_address: str) -> None:
    """Dispatch READY and, where asked for, GUILD_CREATE for every guild of the app's shard.

    Raises CloseSocket (4011) for a shard with more guilds than one may have.
    """
    app = session.app
    guilds = [guild for guild in directory.guilds_of(app.id) if session.hears(guild.id)]
    if len(guilds) > _GUILDS_A_SHARD:
        raise closing.CloseSocket(closing.SHARDING_REQUIRED)
    session.dispatch("READY", _ready(directory, session, guilds) | {"resume_gateway_url": resume_address})
    if session.intents & GUILDS:
        for guild in guilds:
            session.dispatch("GUILD_CREATE", guild_create_json(directory, guild))


def start_limit(hub: Hub, app: str) -> Json:
    """Return the `session_start_limit` object of GET /gateway/bot."""
    return hub.starts.limit(app)


def _ready(directory: Directory, session: Session, guilds: list[Guild]) -> Json:
    app = session.app
    return {
        "v": 10,
        "user": user_json(directory.accounts[app.bot_user]) | {"verified": True, "mfa_enabled": False},
        "user_settings": {},
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "session_type": "normal",
        "shard": list(session.shard),
        "application": {"id": app.id, "flags": 0},
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "_trace": ["local"],
    }


def _shard(asked: Any) -> tuple[int, int]:
    if not isinstance(asked, list) or len(asked) != _SHARD_PARTS or not all(map(is_number, asked)):
        raise closing.CloseSocket(closing.INVALID_SHARD)
    number, count = asked
    if not 0 <= number < count:
        raise closing.CloseSocket(closing.INVALID_SHARD)
    return number, count
