"""Finds the conversation that a call is about, as far as the app may know of it."""

from __future__ import annotations

from bot.sandbox.slack.records import Channel
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import ANYWHERE, scope_for
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.workspace import Workspace


def conversation(call: Call, right: str = "") -> Channel:
    """The conversation whose id is in `channel`; Refused when the app lacks the right (`read`, `history`)."""
    channel = by_id(call.workspace, call.arguments.text("channel"))
    if right:
        call.demand(scope_for(channel, right))
    return channel


def by_id(workspace: Workspace, channel_id: str) -> Channel:
    """A conversation; Refused when there is none, or a private one without the app."""
    channel = workspace.channels.get(channel_id)
    if channel is None or (channel.private and not channel.has_app):
        raise Refused("channel_not_found")
    return channel


def posting_place(call: Call, name: str) -> Channel:
    """Where a message goes: a conversation's id, a channel's name, or a person's id; Refused if barred."""
    if name in call.workspace.people:
        return open_for_posts(call, call.workspace.direct_message(name))
    return open_for_posts(call, by_name(call.workspace, name))


def by_name(workspace: Workspace, name: str) -> Channel:
    """A conversation by its id or its channel's name, with or without the `#`; Refused when there is none."""
    if name in workspace.channels:
        return by_id(workspace, name)
    called = name.removeprefix("#")
    named = next((one for one in workspace.channels.values() if one.name and one.name == called), None)
    return by_id(workspace, named.id if named else "")


def open_for_posts(call: Call, channel: Channel) -> Channel:
    """The same channel; Refused when nobody, or not this app, may post in it."""
    if channel.archived:
        raise Refused("is_archived")
    if call.workspace.takes_no_messages(channel.direct_with):
        raise Refused("user_disabled")
    if channel.direct_with and not call.town.manifest.home.messages_tab:
        raise Refused("messages_tab_disabled")
    if not channel.has_app and not call.may(ANYWHERE):
        raise Refused("not_in_channel")
    return channel
