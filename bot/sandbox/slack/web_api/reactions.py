"""reactions.add."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call


def add(call: Call) -> Json:
    """reactions.add: the app marks a message with an emoji."""
    channel = call.workspace.writable(call.arguments.text("channel"))
    post = call.workspace.public_post(channel.id, call.arguments.text("timestamp"))
    name = call.arguments.text("name").strip(":")
    if not name:
        raise Refused("invalid_name")
    if name in post.reactions:
        raise Refused("already_reacted")
    call.workspace.keep(replace(post, reactions=(*post.reactions, name)))
    call.town.changed()
    return {}
