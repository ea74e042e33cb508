"""REST: who am I, and where is the gateway."""

from __future__ import annotations

from bot.sandbox.discord.application_shape import application_json
from bot.sandbox.discord.checks.kinds import LARGEST_ID
from bot.sandbox.discord.gateway.identify import start_limit
from bot.sandbox.discord.guild_shape import counts_json, guild_json
from bot.sandbox.discord.reasons import UNKNOWN_USER
from bot.sandbox.discord.records import Guild, Json
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.call import Answer, Call
from bot.sandbox.discord.shapes import user_json
from bot.sandbox.discord.world import World


def get_me(world: World, call: Call) -> Answer:
    """Answer with the bot's own account."""
    account = world.directory.accounts[call.caller.bot_user]
    return Answer(
        user_json(account) | {"verified": True, "mfa_enabled": False, "email": None, "locale": "en-US"}
    )


def get_user(world: World, call: Call) -> Answer:
    """Answer with any account."""
    account = world.directory.accounts.get(call.parts["user_id"])
    if account is None:
        raise Refused(UNKNOWN_USER)
    return Answer(user_json(account))


def get_my_guilds(world: World, call: Call) -> Answer:
    """Answer with the guilds that the app was added to, by id: at most `limit` before or after an id."""
    limit = call.number("limit", 200, 1, 200)
    before, after = call.snowflake("before", LARGEST_ID), call.snowflake("after", 0)
    guilds = sorted(world.directory.guilds_of(call.caller.id), key=lambda guild: int(guild.id))
    found = [guild for guild in guilds if after < int(guild.id) < before]
    cut = found[-limit:] if "before" in call.query else found[:limit]
    return Answer([_my_guild(world, call, guild) for guild in cut])


def _my_guild(world: World, call: Call, guild: Guild) -> Json:
    whole = guild_json(world.directory, guild)
    told = {key: whole[key] for key in ("id", "name", "icon", "banner", "features")}
    told |= {"owner": False, "permissions": str(call.caller.permissions)}
    return told | (counts_json(guild) if call.says_yes("with_counts") else {})


def get_application(world: World, call: Call) -> Answer:
    """Answer with the application itself."""
    return Answer(application_json(world.directory, call.caller))


def get_gateway(world: World, call: Call) -> Answer:
    """Answer with the gateway's address."""
    del call
    return Answer({"url": world.hub.address})


def get_gateway_bot(world: World, call: Call) -> Answer:
    """Answer with the gateway's address and how many sessions may still be started today."""
    limit = start_limit(world.hub, call.caller.id)
    return Answer({"url": world.hub.address, "shards": 1, "session_start_limit": limit})
