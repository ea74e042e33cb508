"""Messages and views as Slack's JSON: what the Web API answers and what payloads carry."""

from __future__ import annotations

from bot.sandbox.slack.directory import bot_profile
from bot.sandbox.slack.form_values import state_values
from bot.sandbox.slack.records import Json, Post, View
from bot.sandbox.slack.workspace import Workspace


def message_json(workspace: Workspace, post: Post, *, metadata: bool) -> Json:
    """A message; `metadata` says whether the asker wants the app's own data with it."""
    content = post.content
    message: Json = {
        "type": "message",
        "user": post.author,
        "ts": post.ts,
        "text": content.text,
        "team": workspace.home.id,
    }
    if post.from_app:
        message |= {
            "bot_id": workspace.bot_id,
            "app_id": workspace.app.id,
            "bot_profile": bot_profile(workspace),
        }
    optional = {
        "blocks": list(content.blocks),
        "files": list(content.files),
        "attachments": list(content.attachments),
        "username": content.username,
        "icons": content.icons,
        "subtype": "thread_broadcast" if post.broadcast and post.is_reply else "",
        "thread_ts": post.thread_ts,
        "metadata": content.metadata if metadata else None,
        "edited": {"user": post.author, "ts": post.edited_ts} if post.edited_ts else None,
        "reactions": [
            {"name": name, "users": [workspace.app.bot_user], "count": 1} for name in post.reactions
        ],
    }
    return message | {name: value for name, value in (optional | _thread(workspace, post)).items() if value}


def _thread(workspace: Workspace, post: Post) -> Json:
    """What a message that opened a thread, or that stands in one, says of it."""
    if post.is_reply:
        parent = workspace.post(post.channel, post.thread_ts)
        return {"parent_user_id": parent.author} if parent else {}
    replies = [one for one in workspace.replies(post.channel, post.ts) if not one.only_for]
    if not replies:
        return {}
    authors = list(dict.fromkeys(one.author for one in replies))
    return {
        "thread_ts": post.ts,
        "reply_count": len(replies),
        "reply_users": authors,
        "reply_users_count": len(authors),
        "latest_reply": replies[-1].ts,
    }


def view_json(workspace: Workspace, view: View) -> Json:
    """A view with its state, as answers and payloads have it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        **view.sent,
        "id": view.id,
        "team_id": workspace.home.id,
        "state": {"values": state_values(view.sent["blocks"], view.entries)},
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous or None,
        "app_id": workspace.app.id,
        "app_installed_team_id": workspace.home.id,
        "bot_id": workspace.bot_id,
    }
