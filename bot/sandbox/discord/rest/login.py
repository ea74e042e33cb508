"""REST: who am I, and where is the gateway."""

from __future__ import annotations

from bot.sandbox.discord.application_shape import application_json
from bot.sandbox.discord.gateway.identify import start_limit
from bot.sandbox.discord.guild_shape import guild_json
from bot.sandbox.discord.refusals import UNKNOWN_USER, Refused
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
    """Answer with the guilds that the app was added to."""
    guilds = world.directory.guilds_of(call.caller.id)
    kept = ("id", "name", "icon", "banner", "features")
    told = [guild_json(world.directory, guild) for guild in guilds]
    return Answer([{key: each[key] for key in kept} | {"owner": False, "permissions": "0"} for each in told])


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
