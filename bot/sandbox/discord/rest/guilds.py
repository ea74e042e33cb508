"""REST: a guild with its channels, roles and members."""

from __future__ import annotations

from bot.sandbox.discord.gateway.intents import GUILD_MEMBERS
from bot.sandbox.discord.guild_shape import counts_json, guild_json, roles_json
from bot.sandbox.discord.reasons import MISSING_ACCESS, UNKNOWN_MEMBER, UNKNOWN_ROLE
from bot.sandbox.discord.refusals import FormErrors, Refused
from bot.sandbox.discord.rest.access import guild_of
from bot.sandbox.discord.rest.call import Answer, Call
from bot.sandbox.discord.shapes import channel_json, member_json
from bot.sandbox.discord.world import World


def get_guild(world: World, call: Call) -> Answer:
    """Answer with the guild, counted when `with_counts` asks for it."""
    guild = guild_of(world, call)
    told = guild_json(world.directory, guild)
    return Answer(told | (counts_json(guild) if call.says_yes("with_counts") else {}))


def get_guild_channels(world: World, call: Call) -> Answer:
    """Answer with all channels, hidden ones included, as Discord does."""
    guild = guild_of(world, call)
    return Answer([channel_json(world.directory, world.directory.channels[each]) for each in guild.channels])


def get_roles(world: World, call: Call) -> Answer:
    """Answer with everyone's role, the app's own and the guild's groups."""
    return Answer(roles_json(world.directory, guild_of(world, call)))


def get_role(world: World, call: Call) -> Answer:
    """Answer with one role."""
    for role in roles_json(world.directory, guild_of(world, call)):
        if role["id"] == call.parts["role_id"]:
            return Answer(role)
    raise Refused(UNKNOWN_ROLE)


def get_member(world: World, call: Call) -> Answer:
    """Answer with one member."""
    guild = guild_of(world, call)
    if call.parts["user_id"] not in guild.members:
        raise Refused(UNKNOWN_MEMBER)
    return Answer(member_json(world.directory, guild, call.parts["user_id"]))


def list_members(world: World, call: Call) -> Answer:
    """Answer with the members after an id; needs the privileged members intent."""
    guild = guild_of(world, call)
    if not world.approved_intents & GUILD_MEMBERS:
        raise Refused(MISSING_ACCESS)
    after = call.snowflake("after", 0)
    limit = call.number("limit", 1, 1, 1000)
    later = sorted((user for user in guild.members if int(user) > after), key=int)
    return Answer([member_json(world.directory, guild, user) for user in later[:limit]])


def search_members(world: World, call: Call) -> Answer:
    """Answer with the members whose user name or shown name begins with `query`."""
    guild = guild_of(world, call)
    limit = call.number("limit", 1, 1, 1000)
    begin = call.query.get("query", "").casefold()
    if not begin:
        errors = FormErrors()
        errors.required(("query",))
        errors.refuse()
    found = [user for user in guild.members if world.directory.accounts[user].begins_with(begin)]
    return Answer([member_json(world.directory, guild, user) for user in found[:limit]])
