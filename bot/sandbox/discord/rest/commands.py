"""REST: registering application commands, for everywhere or for one guild."""

from __future__ import annotations

from bot.sandbox.discord.checks.command import check_command, check_commands, check_count
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.reasons import (
    COMMAND_NAME_TAKEN,
    MISSING_ACCESS,
    TOO_MANY_CREATES,
    UNKNOWN_COMMAND,
)
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import Refused, TooFast
from bot.sandbox.discord.rest.access import guild_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.world import World


def list_commands(world: World, call: Call) -> Answer:
    """Answer with the commands of a scope, without their words in other languages unless asked for."""
    found = world.shelf.listed(*_scope(world, call))
    if call.says_yes("with_localizations"):
        return Answer(found)
    hidden = ("name_localizations", "description_localizations")
    return Answer([{key: each[key] for key in each if key not in hidden} for each in found])


def overwrite_commands(world: World, call: Call) -> Answer:
    """Replace all commands of a scope."""
    app, guild = _scope(world, call)
    check_commands(call.body)
    known = {_key(each) for each in world.shelf.listed(app, guild)}
    _create(world, app, guild, sum(_key(each) not in known for each in call.body))
    return Answer(world.shelf.overwrite(app, guild, call.body))


def create_command(world: World, call: Call) -> Answer:
    """Add a command, or replace the one of the same name."""
    app, guild = _scope(world, call)
    body = call.fields()
    check_command(body)
    there = world.shelf.listed(app, guild)
    if _key(body) not in {_key(each) for each in there}:
        check_count([*there, body])
        _create(world, app, guild, 1)
    stored, new = world.shelf.put(app, guild, body)
    return Answer(stored, 201 if new else 200)


def get_command(world: World, call: Call) -> Answer:
    """Answer with one command."""
    return Answer(_command(world, call))


def edit_command(world: World, call: Call) -> Answer:
    """Change parts of one command; its kind stays."""
    app, guild = _scope(world, call)
    old = _command(world, call)
    changed = old | call.fields() | {"id": old["id"], "type": old["type"]}
    check_command(changed)
    others = [each for each in world.shelf.listed(app, guild) if each["id"] != old["id"]]
    if _key(changed) in {_key(each) for each in others}:
        raise Refused(COMMAND_NAME_TAKEN)
    return Answer(world.shelf.change(app, guild, old["id"], changed))


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


def _key(command: Json) -> tuple[str, int]:
    return command["name"], command.get("type") or kinds.CHAT_INPUT


def _create(world: World, app: str, guild: str, count: int) -> None:
    """Count new commands against the day's; raises TooFast (30034)."""
    wait = world.shelf.create(app, guild, count)
    if wait:
        raise TooFast(TOO_MANY_CREATES, wait)
