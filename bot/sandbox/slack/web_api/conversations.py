"""conversations.* and users.conversations: channels, direct messages and who is in them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.slack.directory import channel_json, members
from bot.sandbox.slack.records import Channel, Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import scope_for
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.pages import PageRules, page
from bot.sandbox.slack.web_api.places import conversation

TYPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "mpim": "mpim:read",
    "im": "im:read",
}
MOST_PEOPLE = 8
_LISTED = PageRules(most=999, refuses_more=True)


def open_direct_message(call: Call) -> Json:
    """conversations.open: the direct message with one person (with several at once is not emulated)."""
    if call.arguments.has("channel"):
        channel = conversation(call, "write")
        if not channel.direct_with:
            raise Refused("method_not_supported_for_channel_type")
    else:
        call.demand("im:write")
        channel = call.workspace.direct_message(_one_user(call))
    full = channel_json(call.workspace, channel) | {"is_open": True}
    shown = full if call.arguments.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def _one_user(call: Call) -> str:
    users = call.arguments.listed("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        known = call.workspace.people.keys()
        raise Refused("too_many_users" if known >= set(users) else "user_not_found")
    return users[0]


def info(call: Call) -> Json:
    """conversations.info: one channel."""
    channel = conversation(call, "read")
    shown = channel_json(call.workspace, channel)
    if not call.arguments.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def list_all(call: Call) -> Json:
    """conversations.list: the channels of the kinds in `types` that the app may know of."""
    return _listed(call, [one for one in call.workspace.channels.values() if one.has_app or not one.private])


def list_own(call: Call) -> Json:
    """users.conversations: the channels that a person, or the app itself, is in."""
    user = call.arguments.text("user") or call.workspace.app.bot_user
    if user != call.workspace.app.bot_user and user not in call.workspace.people:
        raise Refused("user_not_found")
    everywhere = call.workspace.channels.values()
    return _listed(call, [one for one in everywhere if user in members(call.workspace, one)])


def _listed(call: Call, channels: Sequence[Channel]) -> Json:
    types = call.arguments.listed("types") or ("public_channel",)
    if not TYPES.keys() >= set(types):
        raise Refused("invalid_types")
    scopes = [TYPES[kind] for kind in types]
    for scope in scopes:
        call.demand(scope)
    hide_archived = call.arguments.flag("exclude_archived")
    wanted = [
        channel
        for channel in channels
        if scope_for(channel, "read") in scopes and not (hide_archived and channel.archived)
    ]
    shown, metadata = page(call, wanted, _LISTED)
    return {
        "channels": [channel_json(call.workspace, channel) for channel in shown],
        "response_metadata": metadata,
    }


def list_members(call: Call) -> Json:
    """conversations.members: the ids of everyone in a channel."""
    channel = conversation(call, "read")
    shown, metadata = page(call, members(call.workspace, channel), _LISTED)
    return {"members": shown, "response_metadata": metadata}


def join(call: Call) -> Json:
    """conversations.join: the app goes into a public channel by itself."""
    channel = conversation(call)
    if channel.direct_with or channel.private:
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    already = {"warning": "already_in_channel"} if channel.has_app else {}
    call.workspace.add_to_channel(channel.id, call.workspace.app.bot_user)
    joined = call.workspace.channels[channel.id]
    call.town.changed()
    return {"channel": channel_json(call.workspace, joined), **already}
