"""The payloads that Slack sends when a person types a command, presses something or deals with a modal."""

from __future__ import annotations

from bot.sandbox.slack.directory import domain, user_name
from bot.sandbox.slack.records import Channel, Json, Post, View
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
        "channel_name": "directmessage" if channel.direct_with else channel.name,
        "user_id": user,
        "user_name": user_name(workspace.people[user].name),
        "command": command,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": town.response_url(HookOrigin(workspace.home.id, channel.id, user)),
        "trigger_id": town.triggers.issue(user),
    }


def message_action(town: Town, workspace: Workspace, user: str, post: Post, action: Json) -> Json:
    """A press on a control of a message; an ephemeral message itself is not in the payload."""
    channel = workspace.channels[post.channel]
    payload = _block_actions(town, workspace, user, action) | {
        "container": {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(post.only_for),
        },
        "channel": {"id": channel.id, "name": "directmessage" if channel.direct_with else channel.name},
        "response_url": town.response_url(HookOrigin(workspace.home.id, channel.id, user, post.ts)),
        "state": {"values": {}},
    }
    if not post.only_for:
        payload["message"] = message_json(workspace, post, metadata=True)
    return payload


def view_action(town: Town, workspace: Workspace, view: View, action: Json) -> Json:
    """A press on a control of an open modal."""
    shown = view_json(workspace, view)
    return _block_actions(town, workspace, view.user, action) | {
        "container": {"type": "view", "view_id": view.id},
        "view": shown,
        "state": shown["state"],
    }


def view_submission(town: Town, workspace: Workspace, view: View) -> Json:
    """A modal sent off with what was entered."""
    return _interaction("view_submission", workspace, view.user) | {
        "trigger_id": town.triggers.issue(view.user),
        "view": view_json(workspace, view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, view: View) -> Json:
    """A modal closed unsent."""
    return _interaction("view_closed", workspace, view.user) | {
        "view": view_json(workspace, view),
        "is_cleared": False,
    }


def _block_actions(town: Town, workspace: Workspace, user: str, action: Json) -> Json:
    return _interaction("block_actions", workspace, user) | {
        "trigger_id": town.triggers.issue(user),
        "actions": [{**action, "action_ts": town.stamps.next()}],
    }


def _interaction(kind: str, workspace: Workspace, user: str) -> Json:
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
