"""REST: registering application commands, for everywhere or for one guild."""

from __future__ import annotations

from bot.sandbox.discord.checks.command import check_command, check_commands
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import INVALID_FORM, MISSING_ACCESS, UNKNOWN_COMMAND, Refused
from bot.sandbox.discord.rest.access import guild_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.world import World


def list_commands(world: World, call: Call) -> Answer:
    """Answer with the commands of a scope."""
    return Answer(world.shelf.listed(*_scope(world, call)))


def overwrite_commands(world: World, call: Call) -> Answer:
    """Replace all commands of a scope."""
    app, guild = _scope(world, call)
    if not isinstance(call.body, list):
        words = {"code": "LIST_TYPE_CONVERT", "message": "Only iterables may be used in a ListType"}
        raise Refused(INVALID_FORM, {"_errors": [words]})
    check_commands(call.body)
    return Answer(world.shelf.overwrite(app, guild, call.body))


def create_command(world: World, call: Call) -> Answer:
    """Add a command, or replace the one of the same name."""
    app, guild = _scope(world, call)
    check_command(call.fields())
    stored, new = world.shelf.put(app, guild, call.fields())
    return Answer(stored, 201 if new else 200)


def get_command(world: World, call: Call) -> Answer:
    """Answer with one command."""
    return Answer(_command(world, call))


def edit_command(world: World, call: Call) -> Answer:
    """Change parts of one command."""
    app, guild = _scope(world, call)
    changed = _command(world, call) | call.fields()
    check_command(changed)
    return Answer(world.shelf.change(app, guild, call.parts["command_id"], changed))


def delete_command(world: World, call: Call) -> Answer:
    """Delete one command."""
    app, guild = _scope(world, call)
    world.shelf.remove(app, guild, _command(world, call)["id"])
    return NOTHING


def _scope(world: World, call: Call) -> tuple[str, str]:
    if call.parts["application_id"] != call.caller.id:
        raise Refused(MISSING_ACCESS)
    return call.caller.id, guild_of(world, call).id if "guild_id" in call.parts else ""


def _command(world: World, call: Call) -> Json:
    found = world.shelf.find(*_scope(world, call), call.parts["command_id"])
    if found is None:
        raise Refused(UNKNOWN_COMMAND)
    return found
