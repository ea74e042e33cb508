"""conversations.*: channels, direct messages and who is in them."""

from __future__ import annotations

from bot.sandbox.slack.directory import channel_json, members
from bot.sandbox.slack.records import Channel, Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call, page

TYPES = frozenset({"public_channel", "private_channel", "mpim", "im"})


def open_direct_message(call: Call) -> Json:
    """conversations.open: the direct message with one person (several people are not offered here)."""
    if call.arguments.has("channel"):
        channel = call.workspace.channel(call.arguments.text("channel"))
    else:
        channel = call.workspace.direct_message(_one_user(call))
    full = channel_json(call.workspace, channel) | {"is_open": True}
    shown = full if call.arguments.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def _one_user(call: Call) -> str:
    users = call.arguments.listed("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("too_many_users")
    return users[0]


def info(call: Call) -> Json:
    """conversations.info: one channel."""
    channel = call.workspace.channel(call.arguments.text("channel"))
    return {"channel": channel_json(call.workspace, channel)}


def list_all(call: Call) -> Json:
    """conversations.list: public channels, and direct messages when `types` asks for them."""
    types = call.arguments.listed("types") or ("public_channel",)
    if not TYPES.issuperset(types):
        raise Refused("invalid_types")
    hide_archived = call.arguments.flag("exclude_archived")
    wanted = [
        channel
        for channel in call.workspace.channels.values()
        if _type_of(channel) in types and not (hide_archived and channel.archived)
    ]
    shown, metadata = page(call, wanted)
    channels = [channel_json(call.workspace, channel) for channel in shown]
    return {"channels": channels, "response_metadata": metadata}


def _type_of(channel: Channel) -> str:
    return "im" if channel.direct_with else "public_channel"


def list_members(call: Call) -> Json:
    """conversations.members: the ids of everyone in a channel."""
    channel = call.workspace.channel(call.arguments.text("channel"))
    shown, metadata = page(call, members(call.workspace, channel))
    return {"members": shown, "response_metadata": metadata}
