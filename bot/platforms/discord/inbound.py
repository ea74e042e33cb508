"""Reads Discord's interactions as what happened in the chat: a command, a press, a form sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.chat.events import (
    ActionCall,
    Call,
    CommandCall,
    FormSubmission,
    MessageCall,
    MessageRef,
    Person,
    Place,
    Wrote,
)
from bot.chat.router import Router
from bot.chat.routes import unwire
from bot.platforms.discord.forms import values
from bot.platforms.discord.interaction import Sort, is_ephemeral
from bot.platforms.discord.mark import key_behind, without_key
from bot.platforms.discord.markup import Json

PLATFORM = "discord"
_NESTED = {1, 2}  # a subcommand, a group of subcommands
_USER = 6
_THREADS = {10, 11, 12}  # types of channels, https://discord.com/developers/docs/resources/channel
_MESSAGE_MENU = 3  # the type of a command in the menu of a message
_READ_AT = "https://discord.com/channels"


@dataclass(frozen=True, slots=True)
class Origin:
    """What every interaction says: which one it is, who, where, in which language, on which message.

    A message that is not `lasting` is shown to one person only, and nothing but an answer can change it.
    """

    key: str
    person: Person
    place: Place
    locale: str
    message: MessageRef | None = None
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A command that somebody is typing: the parameter under the cursor and what stands there so far."""

    call: CommandCall
    parameter: str
    typed: str


def read(event: Json, router: Router) -> Call | None:
    """What happened, or None for a sort of interaction that the bot has no use for."""
    start, data = origin(event), data_of(event)
    match event["type"]:
        case Sort.COMMAND:
            return (on_message if is_on_message(data) else command)(start, data, router)
        case Sort.PRESS if start.message:
            return action(start, data, start.message)
        case Sort.FORM:
            return submission(start, data)
        case _:
            return None


def origin(event: Json) -> Origin:
    """Who and where; a direct message has no workspace."""
    workspace, where = str(event.get("guild_id") or ""), event.get("channel") or {}
    channel, message = str(where.get("id") or ""), event.get("message")
    user = (event["member"] if workspace else event)["user"]
    return Origin(
        key=f"{PLATFORM}:{event['id']}",
        # A Discord account is the same person in every server.
        person=Person(PLATFORM, "", str(user["id"])),
        place=Place(PLATFORM, workspace, home_of(where) or channel, direct=not workspace),
        locale=str(event.get("locale") or "en-US"),
        message=MessageRef(PLATFORM, workspace, channel, str(message["id"])) if message else None,
        lasting=not is_ephemeral(message),
    )


def data_of(event: Json) -> Json:
    """What was typed, pressed or filled in."""
    data: Json = event.get("data") or {}
    return data


def home_of(channel: Json) -> str:
    """The channel that a thread belongs to, where its team lives; empty for anything but a thread."""
    return str(channel["parent_id"]) if channel.get("type") in _THREADS else ""


def wrote(message: discord.Message) -> Wrote:
    """Somebody wrote to the bot directly."""
    return Wrote(
        f"{PLATFORM}:{message.id}",
        Person(PLATFORM, "", str(message.author.id)),
        Place(PLATFORM, "", str(message.channel.id), direct=True),
    )


def command(start: Origin, data: Mapping[str, Any], router: Router) -> CommandCall:
    """The command; one that no route declares has an empty `command` and all that was typed as `line`."""
    path, chosen = _path(data)
    if path in router.commands:
        return _command_call(start, path, "", {one["name"]: _value(one) for one in chosen})
    line = " ".join([path, *(f"{one['name']}:{_value(one)}" for one in chosen)])
    return _command_call(start, "", line, {})


def is_on_message(data: Mapping[str, Any]) -> bool:
    """Whether a command was chosen in the menu of a message."""
    return bool(data.get("type") == _MESSAGE_MENU)


def on_message(start: Origin, data: Mapping[str, Any], router: Router) -> MessageCall:
    """The shortcut, known by its label; what stands in the message comes along, and nobody reads it."""
    label, message = str(data["name"]), str(data["target_id"])
    workspace, channel = start.place.workspace, str(data["resolved"]["messages"][message]["channel_id"])
    return MessageCall(
        key=start.key,
        person=start.person,
        place=start.place,
        shortcut=next((one.name for one in router.shortcuts if one.label == label), label),
        message=MessageRef(PLATFORM, workspace, channel, message),
        link=f"{_READ_AT}/{workspace or '@me'}/{channel}/{message}",
        locale=start.locale,
    )


def half_typed(start: Origin, data: Mapping[str, Any]) -> HalfTyped:
    """What is being typed; the parameter under the cursor is left out of the options."""
    path, chosen = _path(data)
    focused = next(one for one in chosen if one.get("focused"))
    others = {one["name"]: _value(one) for one in chosen if one is not focused}
    return HalfTyped(_command_call(start, path, "", others), focused["name"], str(focused.get("value", "")))


def action(start: Origin, data: Mapping[str, Any], message: MessageRef) -> ActionCall:
    """A press of a button, or a choice from a menu with the option's id as `value`."""
    name, argument = unwire(without_key(data["custom_id"]))
    chosen = data.get("values") or [""]
    return ActionCall(
        key=start.key,
        person=start.person,
        place=start.place,
        action=name,
        argument=argument,
        message=message,
        value=str(chosen[0]),
        locale=start.locale,
        delivery=key_behind(data["custom_id"]),
    )


def submission(start: Origin, data: Mapping[str, Any]) -> FormSubmission:
    """A form that was sent, with the message whose button opened it if that can be edited later."""
    name, argument = unwire(without_key(data["custom_id"]))
    return FormSubmission(
        key=start.key,
        person=start.person,
        place=start.place,
        form=name,
        argument=argument,
        values=values(data.get("components", ())),
        message=start.message if start.lasting else None,
        locale=start.locale,
    )


def _path(data: Mapping[str, Any]) -> tuple[str, Sequence[Mapping[str, Any]]]:
    words: list[str] = []
    chosen: Sequence[Mapping[str, Any]] = data.get("options", ())
    while chosen and chosen[0]["type"] in _NESTED:
        words.append(chosen[0]["name"])
        chosen = chosen[0].get("options", ())
    return " ".join(words), chosen


def _value(option: Mapping[str, Any]) -> str:
    return f"@{{{option['value']}}}" if option["type"] == _USER else str(option["value"])


def _command_call(start: Origin, path: str, line: str, options: Mapping[str, str]) -> CommandCall:
    return CommandCall(
        key=start.key,
        person=start.person,
        place=start.place,
        command=path,
        line=line,
        options=options,
        locale=start.locale,
    )
