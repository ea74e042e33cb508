"""What a client may ask for in IDENTIFY, and what it gets: READY and its guilds."""

from __future__ import annotations

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway import closing
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.intents import ALL, GUILDS, PRIVILEGED
from bot.sandbox.discord.gateway.sessions import Session
from bot.sandbox.discord.guild_shape import guild_create_json
from bot.sandbox.discord.records import App, Json
from bot.sandbox.discord.shapes import user_json

_SHARD_PARTS = 2


def check_identify(
    directory: Directory, asked: Json, approved_intents: int
) -> tuple[App, int, tuple[int, int]]:
    """Return the app, its intents and its shard; raises CloseSocket with Discord's fatal codes."""
    token = str(asked.get("token", "")).removeprefix("Bot ")
    app = directory.app_by_token(token)
    if app is None:
        raise closing.CloseSocket(closing.AUTHENTICATION_FAILED)
    intents = asked.get("intents")
    if not isinstance(intents, int) or intents < 0 or intents & ~ALL:
        raise closing.CloseSocket(closing.INVALID_INTENTS)
    if intents & PRIVILEGED & ~approved_intents:
        raise closing.CloseSocket(closing.DISALLOWED_INTENTS)
    return app, intents, _shard(asked.get("shard", [0, 1]))


def welcome(directory: Directory, session: Session, resume_address: str) -> None:
    """Dispatch READY and, where asked for, GUILD_CREATE for every guild of the app's shard."""
    app = session.app
    guilds = [guild for guild in directory.guilds_of(app.id) if session.hears(guild.id)]
    ready: Json = {
        "v": 10,
        "user": user_json(directory.accounts[app.bot_user]) | {"verified": True, "mfa_enabled": False},
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": resume_address,
        "shard": list(session.shard),
        "application": {"id": app.id, "flags": 0},
        "private_channels": [],
        "relationships": [],
        "presences": [],
    }
    session.dispatch("READY", ready)
    if session.intents & GUILDS:
        for guild in guilds:
            session.dispatch("GUILD_CREATE", guild_create_json(directory, guild))


def start_limit(hub: Hub) -> Json:
    """Return the `session_start_limit` object of GET /gateway/bot."""
    day = 24 * 60 * 60 * 1000
    return {"total": 1000, "remaining": max(hub.starts_left, 0), "reset_after": day, "max_concurrency": 1}


def _shard(asked: object) -> tuple[int, int]:
    if (
        not isinstance(asked, list)
        or len(asked) != _SHARD_PARTS
        or not all(isinstance(n, int) for n in asked)
    ):
        raise closing.CloseSocket(closing.INVALID_SHARD)
    number, count = asked
    if not 0 <= number < count:
        raise closing.CloseSocket(closing.INVALID_SHARD)
    return number, count
