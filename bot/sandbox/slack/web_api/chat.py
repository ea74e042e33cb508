"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.slack.directory import members
from bot.sandbox.slack.records import Content, Json, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.content import LONGEST_UPDATE, new_content
from bot.sandbox.slack.wire import message_json


def post_message(call: Call) -> Json:
    """chat.postMessage: into a channel, a thread, or the direct message of a person named by id."""
    channel = call.workspace.writable(call.arguments.text("channel"))
    content = new_content(call.arguments)
    post = Post(
        call.town.stamps.next(),
        channel.id,
        call.workspace.app.bot_user,
        content,
        from_app=True,
        thread_ts=call.arguments.text("thread_ts"),
        broadcast=call.arguments.flag("reply_broadcast"),
    )
    call.workspace.keep(post)
    call.town.changed()
    message = message_json(call.workspace, post, metadata=True)
    return {"channel": channel.id, "ts": post.ts, "message": message}


def update(call: Call) -> Json:
    """chat.update: the app's own message gets new text, new blocks or both; metadata stays unless sent."""
    channel = call.workspace.channel(call.arguments.text("channel"))
    before = call.workspace.public_post(channel.id, call.arguments.text("ts"))
    if not before.from_app:
        raise Refused("cant_update_message")
    post = replace(before, content=_updated(call, before), edited_ts=call.town.stamps.next())
    call.workspace.keep(post)
    call.town.changed()
    return {
        "channel": channel.id,
        "ts": post.ts,
        "text": post.content.text,
        "message": message_json(call.workspace, post, metadata=True),
    }


def _updated(call: Call, before: Post) -> Content:
    content = new_content(call.arguments, LONGEST_UPDATE)
    if "metadata" not in call.arguments.raw:
        content = replace(content, metadata=before.content.metadata)
    if "blocks" not in call.arguments.raw:
        # Slack drops the blocks of a message that is updated with text alone.
        content = replace(content, blocks=())
    return replace(content, files=before.content.files)


def delete(call: Call) -> Json:
    """chat.delete: take the app's own message away."""
    channel = call.workspace.channel(call.arguments.text("channel"))
    post = call.workspace.public_post(channel.id, call.arguments.text("ts"))
    if not post.from_app:
        raise Refused("cant_delete_message")
    call.workspace.remove(post)
    call.town.changed()
    return {"channel": channel.id, "ts": post.ts}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: a message in a channel that one person there sees."""
    channel = call.workspace.writable(call.arguments.text("channel"))
    user = call.arguments.text("user")
    if user not in members(call.workspace, channel):
        raise Refused("user_not_in_channel")
    content = new_content(call.arguments)
    post = call.town.says(call.workspace, channel.id, replace(content, metadata=None), only_for=user)
    return {"message_ts": post.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink: the address of a message."""
    channel = call.workspace.channel(call.arguments.text("channel"))
    post = call.workspace.public_post(channel.id, call.arguments.text("message_ts"))
    address = f"{call.town.address}/archives/{channel.id}/p{post.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}
