"""Commands that a person uses on a message or on somebody, from the menu that Discord opens on them."""

from __future__ import annotations

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.interactions import COMMAND
from bot.sandbox.discord.people.acting import Act
from bot.sandbox.discord.people.resolving import resolved
from bot.sandbox.discord.records import Channel, Json, Message
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenOption


def offered_on_messages(world: World, user: str, channel: Channel) -> list[SeenOption]:
    """Return the message commands that can be used in a channel; labels are in the person's language."""
    locale = world.directory.accounts[user].locale
    usable = world.shelf.usable(channel.app, channel.guild, kinds.MESSAGE_MENU)
    return [SeenOption(one["name"], _label(one, locale)) for one in usable]


def _label(command: Json, locale: str) -> str:
    localized: dict[str, str] = command["name_localizations"] or {}
    return localized.get(locale, str(command["name"]))


def used_on_message(world: World, user: str, message: Message, command: str) -> Act:
    """Return the act of using a message command; raises CannotDo where the app has none of this name."""
    channel = world.directory.channels[message.channel]
    data = _data(world, channel, command, kinds.MESSAGE_MENU)
    shown = {"messages": {message.id: world.posts.shape(message)}}
    return Act(COMMAND, channel.app, user, channel.id, data | {"target_id": message.id, "resolved": shown})


def used_on_person(world: World, user: str, channel: Channel, somebody: str, command: str) -> Act:
    """Return the act of using a user command; raises CannotDo for nobody, or no command of this name."""
    account = world.directory.named(channel.guild, somebody)
    if account is None:
        raise CannotDo(f"There is nobody {somebody!r} here")
    data = _data(world, channel, command, kinds.USER_MENU)
    shown = resolved(world, channel, [account.id])
    return Act(COMMAND, channel.app, user, channel.id, data | {"target_id": account.id, "resolved": shown})


def _data(world: World, channel: Channel, name: str, kind: int) -> Json:
    usable = world.shelf.usable(channel.app, channel.guild, kind)
    for command in usable:
        if command["name"] == name:
            return {key: command[key] for key in ("id", "name", "type", "guild_id") if key in command}
    names = ", ".join(command["name"] for command in usable) or "none"
    raise CannotDo(f"There is no command {name!r} in this menu; there is {names}")
