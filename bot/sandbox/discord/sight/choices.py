"""What a person can choose in a select, a radio group or a group of checkboxes."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.shapes import bot_role
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenOption

_TEXT_CHANNEL = 0


def several(component: Json) -> bool:
    """Whether more than one choice can be taken."""
    return component["type"] == numbers.CHECKBOX_GROUP or (component.get("max_values") or 1) > 1


def most_choices(component: Json) -> int:
    """Return how many choices can be taken at most."""
    options = len(component.get("options") or ()) if component["type"] == numbers.CHECKBOX_GROUP else 1
    return int(component.get("max_values") or options)


def offered(viewer: Viewer, guild: str, component: Json) -> tuple[SeenOption, ...]:
    """Return the choices: the app's own options, or the people, roles and channels of the guild.

    Without a guild (in a direct message) there are people only.
    """
    kind = component["type"]
    if kind == numbers.USER_SELECT:
        return _people(viewer, guild)
    if kind == numbers.ROLE_SELECT:
        return _roles(viewer, guild)
    if kind == numbers.MENTIONABLE_SELECT:
        return (*_people(viewer, guild), *_roles(viewer, guild))
    if kind == numbers.CHANNEL_SELECT:
        return _channels(viewer, guild, component)
    return tuple(
        SeenOption(option["value"], option["label"], option.get("description") or "")
        for option in component.get("options") or ()
    )


def _people(viewer: Viewer, guild: str) -> tuple[SeenOption, ...]:
    return tuple(SeenOption(each.id, each.name) for each in viewer.directory.residents(guild))


def _roles(viewer: Viewer, guild: str) -> tuple[SeenOption, ...]:
    found = viewer.directory.guilds.get(guild)
    if found is None:
        return ()
    own = SeenOption(bot_role(found), viewer.directory.apps[found.app].name)
    return (*(SeenOption(each.id, each.name) for each in viewer.directory.groups(guild)), own)


def _channels(viewer: Viewer, guild: str, component: Json) -> tuple[SeenOption, ...]:
    wanted = component.get("channel_types") or [_TEXT_CHANNEL]
    if _TEXT_CHANNEL not in wanted:
        return ()
    mine = viewer.directory.places_of(viewer.user)
    return tuple(SeenOption(each.id, each.name) for each in mine if guild and each.guild == guild)
