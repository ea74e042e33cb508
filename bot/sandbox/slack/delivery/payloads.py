"""The payloads that Slack sends when a person types a command, presses something or deals with a modal."""

from __future__ import annotations

from bot.sandbox.slack.directory import domain, user_name
from bot.sandbox.slack.form_values import state_values
from bot.sandbox.slack.records import Channel, Entries, Json, Post, View
from bot.sandbox.slack.tickets import HookOrigin
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.wire import message_json, view_json
from bot.sandbox.slack.workspace import Workspace

_TOKEN = "local-verification"  # noqa: S105 - Slack's retired verification token, which nobody checks


def slash_command(
    town: Town, workspace: Workspace, user: str, channel: Channel, line: tuple[str, str]
) -> Json:
    """A typed command; `line` is the command and the rest of the line."""
    command, text = line
    return {
        "token": _TOKEN,
        "team_id": workspace.home.id,
        "team_domain": domain(workspace.home.name),
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": user,
        "user_name": user_name(workspace.people[user].name),
        "command": command,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": town.response_url(HookOrigin(workspace.home.id, channel.id, user)),
        "trigger_id": town.triggers.issue(user),
    }


def message_action(
    town: Town, workspace: Workspace, user: str, post: Post, entries: Entries, action: Json
) -> Json:
    """A press on a control of a message; an ephemeral message itself is not in the payload."""
    return (
        _block_actions(town, workspace, user, action)
        | in_message(workspace, post)
        | {
            "response_url": town.response_url(HookOrigin(workspace.home.id, post.channel, user, post.ts)),
            "state": {"values": state_values(post.content.blocks, entries)},
        }
    )


def shortcut(town: Town, workspace: Workspace, user: str, post: Post, callback_id: str) -> Json:
    """A shortcut that was chosen in the menu of a message, which comes along whole."""
    channel = workspace.channels[post.channel]
    return interaction("message_action", workspace, user) | {
        "callback_id": callback_id,
        "trigger_id": town.triggers.issue(user),
        "action_ts": town.stamps.next(),
        "message_ts": post.ts,
        "response_url": town.response_url(HookOrigin(workspace.home.id, post.channel, user)),
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message": message_json(workspace, post, metadata=True),
    }


def view_action(town: Town, workspace: Workspace, view: View, action: Json) -> Json:
    """A press on a control of an open modal or of a home."""
    return _block_actions(town, workspace, view.user, action) | in_view(workspace, view)


def in_message(workspace: Workspace, post: Post) -> Json:
    """What a payload says of the message in which something was done."""
    channel = workspace.channels[post.channel]
    container: Json = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(post.only_for),
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    place = {"id": channel.id, "name": _channel_name(channel)}
    if post.only_for:
        return {"container": container, "channel": place}
    return {
        "container": container,
        "channel": place,
        "message": message_json(workspace, post, metadata=True),
    }


def in_view(workspace: Workspace, view: View) -> Json:
    """What a payload says of the view in which something was done."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(workspace, view)}


def suggestion(block: Json, element: Json, text: str) -> Json:
    """What a person typed into a menu whose choices come from the app."""
    return {"action_id": element["action_id"], "block_id": block["block_id"], "value": text}


def view_submission(town: Town, workspace: Workspace, view: View) -> Json:
    """A modal sent off with what was entered."""
    return interaction("view_submission", workspace, view.user) | {
        "trigger_id": town.triggers.issue(view.user),
        "view": view_json(workspace, view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, view: View, *, cleared: bool) -> Json:
    """A modal closed unsent; `cleared` says that the whole stack went."""
    return interaction("view_closed", workspace, view.user) | {
        "view": view_json(workspace, view),
        "is_cleared": cleared,
    }


def _block_actions(town: Town, workspace: Workspace, user: str, action: Json) -> Json:
    return interaction("block_actions", workspace, user) | {
        "trigger_id": town.triggers.issue(user),
        "actions": [{**action, "action_ts": town.stamps.next()}],
    }


def interaction(kind: str, workspace: Workspace, user: str) -> Json:
    """What every interaction says: who did it, in which workspace, and for which app."""
    name = user_name(workspace.people[user].name)
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": workspace.home.id},
        "api_app_id": workspace.app.id,
        "token": _TOKEN,
        "team": {"id": workspace.home.id, "domain": domain(workspace.home.name)},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel_name(channel: Channel) -> str:
    if channel.direct_with:
        return "directmessage"
    return "privategroup" if channel.private else channel.name
