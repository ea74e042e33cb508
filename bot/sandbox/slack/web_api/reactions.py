"""reactions.*: the app marks a message with an emoji."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.sandbox.slack.records import Json, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.stamps import microseconds_of
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.places import conversation

# Slack has no list of the emoji of a workspace in its documentation; this is how their names look.
_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")
MOST_OF_ONE_PERSON = 23


def add(call: Call) -> Json:
    """reactions.add: one more emoji under a message."""
    post, name = _item(call), _name(call)
    if name in post.reactions:
        raise Refused("already_reacted")
    if len(post.reactions) >= MOST_OF_ONE_PERSON:
        raise Refused("too_many_reactions")
    return _changed(call, post, (*post.reactions, name))


def remove(call: Call) -> Json:
    """reactions.remove: take the app's own emoji away again."""
    post, name = _item(call), _name(call)
    if name not in post.reactions:
        raise Refused("no_reaction")
    return _changed(call, post, tuple(one for one in post.reactions if one != name))


def _item(call: Call) -> Post:
    if not call.arguments.has("channel") or not call.arguments.has("timestamp"):
        raise Refused("no_item_specified")
    channel = conversation(call)
    if channel.archived:
        raise Refused("is_archived")
    if not channel.has_app:
        raise Refused("not_in_channel")
    timestamp = call.arguments.text("timestamp")
    try:
        microseconds_of(timestamp)
    except ValueError:
        raise Refused("bad_timestamp") from None
    return call.workspace.public_post(channel.id, timestamp)


def _name(call: Call) -> str:
    name = call.arguments.text("name").strip(":")
    if not _NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


def _changed(call: Call, post: Post, reactions: tuple[str, ...]) -> Json:
    call.workspace.keep(replace(post, reactions=reactions))
    call.town.changed()
    return {}
