"""usergroups.*: several people under one name."""

from __future__ import annotations

from bot.sandbox.residents import LocalGroup
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call


def list_groups(call: Call) -> Json:
    """usergroups.list: every group, its people and their number only where they are asked for."""
    return {"usergroups": [_group_json(call, group) for group in call.workspace.home.groups]}


def list_group_users(call: Call) -> Json:
    """usergroups.users.list: the people of one group."""
    asked = call.arguments.text("usergroup")
    for group in call.workspace.home.groups:
        if group.id == asked:
            return {"users": list(group.members)}
    raise Refused("no_such_subteam")


def _group_json(call: Call, group: LocalGroup) -> Json:
    shown: Json = {
        "id": group.id,
        "team_id": call.workspace.home.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.name.lower().replace(" ", "-"),
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 0,
        "auto_type": None,
        "auto_provision": False,
        "created_by": "",
        "updated_by": "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
    }
    if call.arguments.flag("include_users"):
        shown["users"] = list(group.members)
    if call.arguments.flag("include_count"):
        shown["user_count"] = len(group.members)
    return shown
