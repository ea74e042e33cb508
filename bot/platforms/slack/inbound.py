"""Reads what Slack sends as calls: a typed command, a press, a form that was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.events import (
    ActionCall,
    Call,
    CommandCall,
    FormSubmission,
    Happening,
    Joined,
    MessageCall,
    MessageRef,
    Person,
    Place,
    Wrote,
)
from bot.chat.router import Router, UnknownCommand, UnknownWire
from bot.chat.routes import unwire
from bot.platforms.slack.forms import values
from bot.platforms.slack.mark import key_of
from bot.platforms.slack.reach import PLATFORM, Reach, from_metadata
from bot.platforms.slack.render import LINK_PRESS

Payload = Mapping[str, Any]

_ON_MESSAGE = "message_action"
_MENTION = re.compile(r"<(?P<sort>[@#!]?)(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A call, the ways back, and what its route says about the answer."""

    call: Call
    reach: Reach
    private: bool = True
    opens_form: bool = False


def where(payload: Payload) -> Reach:
    """The ways back from any payload, `direct` still unknown; a form's submission has no channel here."""
    user = payload.get("user") or {}
    team = payload.get("team") or {}
    container = payload.get("container") or {}
    channel = payload.get("channel") or {}
    return Reach(
        workspace=str(payload.get("team_id") or team.get("id") or user.get("team_id") or ""),
        account=str(payload.get("user_id") or user.get("id") or ""),
        channel=str(payload.get("channel_id") or channel.get("id") or container.get("channel_id") or ""),
        response_url=str(payload.get("response_url") or ""),
        trigger_id=str(payload.get("trigger_id") or ""),
        message=str(container.get("message_ts") or ""),
        ephemeral=bool(container.get("is_ephemeral")),
        home=(payload.get("view") or {}).get("type") == "home",
    )


def read(payload: Payload, reach: Reach, router: Router) -> Arrival | None:
    """The call in a payload, or None for one that nobody waits for (a link that was followed)."""
    if "command" in payload:
        return _command(payload, reach, router)
    if payload.get("type") == "block_actions":
        return _action(payload, reach, router)
    if payload.get("type") == _ON_MESSAGE:
        return _shortcut(payload, reach, router)
    if payload.get("type") == "view_submission":
        return _submission(payload["view"], reach, router)
    return None


def used_on(payload: Payload) -> MessageRef | None:
    """The message in whose menu a shortcut was chosen; what stands in it comes along, and nobody reads it."""
    if payload.get("type") != _ON_MESSAGE:
        return None
    reach = where(payload)
    return MessageRef(PLATFORM, reach.workspace, reach.channel, str(payload["message_ts"]))


def is_event(payload: Payload) -> bool:
    """Whether a payload says what happened, and not what somebody wants of the bot."""
    return payload.get("type") == "event_callback"


def happening(payload: Payload) -> Happening | None:
    """What happened, or None for what the bot itself or another program did."""
    event = payload["event"]
    workspace, account = str(payload.get("team_id") or ""), str(event.get("user") or "")
    bots = {one.get("user_id") for one in payload.get("authorizations") or ()}
    if not account or account in bots or event.get("bot_id") or event.get("subtype"):
        return None
    key = f"{PLATFORM}:{payload['event_id']}"
    person = Person(PLATFORM, workspace, account)
    place = Place(PLATFORM, workspace, str(event.get("channel") or ""), event.get("channel_type") == "im")
    match event.get("type"):
        case "member_joined_channel":
            return Joined(key, person, place)
        case "message" if place.direct:
            return Wrote(key, person, place)
        case _:
            return None


def neutral(text: str) -> str:
    """A typed line with people as `@{account}` and everything else as the person typed it."""
    named = _MENTION.sub(_named, text)
    return named.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _named(match: re.Match[str]) -> str:
    target, label = match["target"], match["label"]
    match match["sort"]:
        case "@":
            return f"@{{{target}}}"
        case "#":
            return f"#{label or target}"
        case "!":
            return label or f"@{target}"
        case _:
            return target


def _command(payload: Payload, reach: Reach, router: Router) -> Arrival:
    typed = neutral(str(payload.get("text") or "")).strip()
    try:
        route, line = router.find(typed)
    except UnknownCommand:
        return Arrival(_command_call(reach, "", typed), reach)
    return Arrival(_command_call(reach, route.path, line), reach, route.private, route.opens_form)


def _command_call(reach: Reach, command: str, line: str) -> CommandCall:
    return CommandCall(
        key=_key(reach), person=reach.person(), place=reach.place(), command=command, line=line
    )


def _action(payload: Payload, reach: Reach, router: Router) -> Arrival | None:
    pressed = payload["actions"][0]
    wire = str(pressed["action_id"])
    if wire.startswith(LINK_PRESS) or not (reach.message or reach.home):
        return None
    name, argument = unwire(wire)
    call = ActionCall(
        key=_key(reach),
        person=reach.person(),
        place=reach.place(),
        action=name,
        argument=argument,
        message=_pressed_on(reach),
        value=str((pressed.get("selected_option") or {}).get("value") or ""),
        delivery=key_of(payload.get("message") or {}),
    )
    try:
        route = router.action(name)
    except UnknownWire:
        return Arrival(call, reach)
    return Arrival(call, reach, route.private, route.opens_form)


def _pressed_on(reach: Reach) -> MessageRef | None:
    if reach.home:
        return None
    return MessageRef(PLATFORM, reach.workspace, reach.channel, reach.message)


def _shortcut(payload: Payload, reach: Reach, router: Router) -> Arrival | None:
    message = used_on(payload)
    if message is None:
        return None
    call = MessageCall(
        key=_key(reach),
        person=reach.person(),
        place=reach.place(),
        shortcut=str(payload["callback_id"]),
        message=message,
        link="",
    )
    try:
        route = router.shortcut(call.shortcut)
    except UnknownWire:
        return Arrival(call, reach)
    return Arrival(call, reach, route.private, route.opens_form)


def _submission(view: Payload, sender: Reach, router: Router) -> Arrival:
    metadata = str(view.get("private_metadata") or "")
    reach = from_metadata(metadata, sender.workspace, sender.account, sender.trigger_id)
    name, argument = unwire(str(view["callback_id"]))
    call = FormSubmission(
        key=_key(reach),
        person=reach.person(),
        place=reach.place(),
        form=name,
        argument=argument,
        values=values(view.get("state") or {}),
        message=reach.message_ref(),
    )
    try:
        return Arrival(call, reach, router.submission(name).private)
    except UnknownWire:
        return Arrival(call, reach)


def _key(reach: Reach) -> str:
    return f"{PLATFORM}:{reach.trigger_id}"
