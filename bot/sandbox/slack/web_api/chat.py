"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.slack.directory import members
from bot.sandbox.slack.rate_limits import ONE_CHANNEL
from bot.sandbox.slack.records import Content, Json, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import CUSTOMIZE
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.content import LONGEST_UPDATE, new_content
from bot.sandbox.slack.web_api.places import by_name, conversation, open_for_posts, posting_place
from bot.sandbox.slack.web_api.threads import thread_of
from bot.sandbox.slack.wire import message_json


def post_message(call: Call) -> Json:
    """chat.postMessage: into a channel, a thread, or the direct message of a person named by id."""
    channel = posting_place(call, call.arguments.text("channel"))
    call.count(ONE_CHANNEL, "chat.postMessage", channel.id)
    content = _signed(call, new_content(call.arguments))
    post = Post(
        call.town.stamps.next(),
        channel.id,
        call.workspace.app.bot_user,
        content,
        from_app=True,
        thread_ts=thread_of(call, channel),
        broadcast=call.arguments.flag("reply_broadcast"),
    )
    message = message_json(call.workspace, _kept(call, post), metadata=True)
    return {"channel": channel.id, "ts": post.ts, "message": message}


def update(call: Call) -> Json:
    """chat.update: the app's own message gets new text, new blocks or both; metadata stays unless sent."""
    channel = conversation(call)
    if channel.archived:
        raise Refused("is_inactive")
    before = call.workspace.public_post(channel.id, call.arguments.text("ts"))
    if not before.from_app:
        raise Refused("cant_update_message")
    post = _kept(call, replace(before, content=_updated(call, before), edited_ts=call.town.stamps.next()))
    return {
        "channel": channel.id,
        "ts": post.ts,
        "text": post.content.text,
        "message": message_json(call.workspace, post, metadata=True),
    }


def _updated(call: Call, before: Post) -> Content:
    """The new content; Slack drops the blocks of a message that is updated with text alone."""
    content = new_content(call.arguments, LONGEST_UPDATE)
    if "metadata" not in call.arguments.raw:
        content = replace(content, metadata=before.content.metadata)
    return replace(
        content, files=before.content.files, username=before.content.username, icons=before.content.icons
    )


def delete(call: Call) -> Json:
    """chat.delete: take the app's own message away."""
    channel = conversation(call)
    post = call.workspace.public_post(channel.id, call.arguments.text("ts"))
    if not post.from_app:
        raise Refused("cant_delete_message")
    call.workspace.remove(post)
    call.town.changed()
    return {"channel": channel.id, "ts": post.ts}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: a message in a channel that one person there sees."""
    channel = open_for_posts(call, by_name(call.workspace, call.arguments.text("channel")))
    user = call.arguments.text("user")
    if user not in members(call.workspace, channel):
        raise Refused("user_not_in_channel")
    content = _signed(call, replace(new_content(call.arguments), metadata=None))
    post = Post(
        call.town.stamps.next(),
        channel.id,
        call.workspace.app.bot_user,
        content,
        from_app=True,
        thread_ts=thread_of(call, channel),
        only_for=user,
    )
    return {"message_ts": _kept(call, post).ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink: the address of a message."""
    channel = conversation(call)
    post = call.workspace.public_post(channel.id, call.arguments.text("message_ts"))
    address = f"{call.town.address}/archives/{channel.id}/p{post.ts.replace('.', '')}"
    if post.is_reply:
        address += f"?thread_ts={post.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _signed(call: Call, content: Content) -> Content:
    """The content under another name and picture, which Slack passes over without the scope for them."""
    if not call.may(CUSTOMIZE):
        return content
    emoji, address = call.arguments.text("icon_emoji"), call.arguments.text("icon_url")
    icons: Json | None = {"emoji": emoji} if emoji else {"image_48": address} if address else None
    return replace(content, username=call.arguments.text("username"), icons=icons)


def _kept(call: Call, post: Post) -> Post:
    call.workspace.keep(post)
    call.town.changed()
    return post
