"""Finds the control that a person presses on a message, and what the press sends."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.walk import flat
from bot.sandbox.discord.people.payload import resolved_people
from bot.sandbox.discord.records import Channel, Json, Message
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo


def pressed_data(world: World, channel: Channel, message: Message, control: str, value: str) -> Json:
    """Return the interaction data of a press or choice; raises CannotDo for what is not on the screen."""
    component = _control(message, control)
    about: Json = {"custom_id": control, "component_type": component["type"], "id": component["id"]}
    if component["type"] == numbers.BUTTON:
        return about
    chosen = [each.strip() for each in value.split(",")] if value else []
    _check_count(component, chosen)
    read = _CHOOSERS.get(component["type"])
    if read is None:
        raise CannotDo(f"The local workspace cannot use this kind of menu: {control}")
    return about | read(world, channel, component, chosen)


def _control(message: Message, control: str) -> Json:
    found = (each for each in flat(message.draft.components) if each.get("custom_id") == control)
    component = next(found, None)
    if component is None:
        raise CannotDo(f"There is no control {control!r} on message {message.id}")
    if component.get("disabled"):
        raise CannotDo(f"The control {control!r} is disabled")
    return component


def _check_count(component: Json, chosen: list[str]) -> None:
    least = 1 if component.get("min_values") is None else component["min_values"]
    most = component.get("max_values") or 1
    if not least <= len(chosen) <= most:
        raise CannotDo(f"Choose between {least} and {most} in {component['custom_id']!r}, not {len(chosen)}")


def _options(world: World, channel: Channel, component: Json, chosen: list[str]) -> Json:
    del world, channel
    known = {option["value"]: option["value"] for option in component["options"]}
    known |= {
        option["label"]: option["value"] for option in component["options"] if option["label"] not in known
    }
    for each in chosen:
        if each not in known:
            raise CannotDo(f"There is no option {each!r} in {component['custom_id']!r}")
    return {"values": [known[each] for each in chosen]}


def _people(world: World, channel: Channel, component: Json, chosen: list[str]) -> Json:
    accounts = [(each, world.directory.named(channel.guild, each)) for each in chosen]
    for each, account in accounts:
        if account is None:
            raise CannotDo(f"There is no person {each!r} to choose in {component['custom_id']!r}")
    users = [account.id for _, account in accounts if account is not None]
    return {"values": users, "resolved": resolved_people(world, channel, users)}


_CHOOSERS: dict[int, Callable[[World, Channel, Json, list[str]], Json]] = {
    numbers.STRING_SELECT: _options,
    numbers.USER_SELECT: _people,
}
