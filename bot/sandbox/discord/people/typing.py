"""A line that a person sends: a slash command or a plain message."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.discord.checks.mentions import named
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.commands.tree import Leaf, first_below, named_leaf
from bot.sandbox.discord.commands.typed import NotSendable, typed_values
from bot.sandbox.discord.commands.values import Place, given_values
from bot.sandbox.discord.interactions import COMMAND
from bot.sandbox.discord.people.acting import Act, act
from bot.sandbox.discord.people.resolving import resolved
from bot.sandbox.discord.records import Channel, Draft, Json
from bot.sandbox.discord.sight.messages import NOT_RESPONDING
from bot.sandbox.discord.world import World

_NAMING = (kinds.USER, kinds.CHANNEL, kinds.ROLE, kinds.MENTIONABLE)


async def types_line(world: World, user: str, channel: Channel, text: str) -> None:
    """Send what was typed; a command that the client would not send becomes a trouble instead."""
    line = text.strip()
    if not line.startswith("/"):
        told = named(line, None, world.directory.accounts, ())
        world.posts.add(channel.id, user, Draft(content=line, mentions=told.users))
        return
    try:
        data = command_data(world, channel, line)
    except NotSendable as refusal:
        world.screens.troubled(user, str(refusal))
        world.changes.tell()
        return
    _, in_time = await act(world, Act(COMMAND, channel.app, user, channel.id, data))
    if not in_time:
        world.screens.troubled(user, NOT_RESPONDING)
        world.changes.tell()


def command_data(world: World, channel: Channel, line: str) -> Json:
    """Return the interaction data of a typed command; raises NotSendable."""
    leaf, rest = _leaf(world, channel, line)
    if rest and not leaf.options:
        raise NotSendable(f"{leaf.line} takes no options.")
    place = Place(world.directory, channel.guild)
    residents = world.directory.residents(channel.guild) if rest else ()
    typed = typed_values(leaf.options, rest, [account.name for account in residents])
    given = given_values(place, leaf.options, typed)
    return leaf.data(given.values, resolved(world, channel, _named(given.values)))


def _named(values: Iterable[Json]) -> list[str]:
    return [str(value["value"]) for value in values if value["type"] in _NAMING]


def _leaf(world: World, channel: Channel, line: str) -> tuple[Leaf, str]:
    usable = world.shelf.usable(channel.app, channel.guild)
    found = named_leaf(usable, line) or first_below(usable, line)
    if found is None:
        raise NotSendable(f"There is no command {line!r} here. Type / to see what there is.")
    return found
