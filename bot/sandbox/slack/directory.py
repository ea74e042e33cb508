"""Accounts, channels and the app itself as Slack's JSON."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.sandbox.residents import LocalPerson
from bot.sandbox.slack.records import Channel, Json
from bot.sandbox.slack.stamps import Stamps
from bot.sandbox.slack.workspace import Workspace


def bot_profile(workspace: Workspace) -> Json:
    """The app as the author of a message."""
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app.id,
        "user_id": workspace.app.bot_user,
        "name": workspace.app.name,
        "deleted": False,
        "updated": 0,
        "team_id": workspace.home.id,
        "icons": {},
    }


def channel_json(workspace: Workspace, channel: Channel) -> Json:
    """A channel or a direct message, as far as an app needs it."""
    shared = {"id": channel.id, "created": 0, "is_archived": channel.archived, "is_org_shared": False}
    if channel.direct_with:
        return shared | {"is_im": True, "user": channel.direct_with, "is_user_deleted": False, "priority": 0}
    return shared | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": channel.has_app,
        "context_team_id": workspace.home.id,
        "num_members": len(members(workspace, channel)),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def members(workspace: Workspace, channel: Channel) -> tuple[str, ...]:
    """The ids of everyone in the channel, the app's own account last."""
    return (*channel.members, workspace.app.bot_user) if channel.has_app else channel.members


def person_json(workspace: Workspace, person: LocalPerson, stamps: Stamps, *, locale: bool) -> Json:
    """An account; `locale` only when the asker wants it."""
    offset = stamps.now().astimezone(ZoneInfo(person.zone)).utcoffset()
    account: Json = {
        "id": person.id,
        "team_id": workspace.home.id,
        "name": user_name(person.name),
        "deleted": person.id in workspace.disabled,
        "real_name": person.name,
        "tz": person.zone,
        "tz_label": person.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {"real_name": person.name, "display_name": person.name, "team": workspace.home.id},
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
    }
    return account | {"locale": person.locale} if locale else account


def bot_json(workspace: Workspace) -> Json:
    """The app's own account."""
    app = workspace.app
    return {
        "id": app.bot_user,
        "team_id": workspace.home.id,
        "name": user_name(app.name),
        "deleted": False,
        "real_name": app.name,
        "profile": {"real_name": app.name, "bot_id": workspace.bot_id, "api_app_id": app.id},
        "is_bot": True,
        "is_app_user": False,
        "updated": 0,
    }


def user_name(name: str) -> str:
    """The old-style account name that payloads still carry."""
    return name.lower().replace(" ", ".")


def domain(name: str) -> str:
    """A workspace's name as it stands in its address."""
    return name.lower().replace(" ", "-")
