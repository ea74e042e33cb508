"""Finds the control that a person presses on a message, and what the press sends."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.walk import flat
from bot.sandbox.discord.people.choosing import Choices, NoSuchChoice
from bot.sandbox.discord.people.resolving import resolved
from bot.sandbox.discord.records import Channel, Json, Message
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo


def pressed_data(world: World, viewer: Viewer, message: Message, control: str, value: str) -> Json:
    """Return the interaction data of a press or choice; raises CannotDo for what is not on the screen."""
    component = _control(message, control)
    about: Json = {"custom_id": control, "component_type": component["type"], "id": component["id"]}
    if component["type"] == numbers.BUTTON:
        return about
    channel = world.directory.channels[message.channel]
    values = _chosen(viewer, channel, component, value)
    if component["type"] == numbers.STRING_SELECT:
        return about | {"values": values}
    return about | {"values": values, "resolved": resolved(world, channel, values)}


def _control(message: Message, control: str) -> Json:
    found = (each for each in flat(message.draft.components) if each.get("custom_id") == control)
    component = next(found, None)
    if component is None:
        raise CannotDo(f"There is no control {control!r} on message {message.id}")
    if component.get("disabled"):
        raise CannotDo(f"The control {control!r} is disabled")
    return component


def _chosen(viewer: Viewer, channel: Channel, component: Json, value: str) -> list[str]:
    try:
        values = Choices(viewer, channel.guild).ids(component, value)
    except NoSuchChoice as missing:
        raise CannotDo(f"There is no choice {str(missing)!r} in {component['custom_id']!r}") from None
    least = 1 if component.get("min_values") is None else component["min_values"]
    most = component.get("max_values") or 1
    if not least <= len(values) <= most:
        raise CannotDo(f"Choose between {least} and {most} in {component['custom_id']!r}, not {len(values)}")
    return values
