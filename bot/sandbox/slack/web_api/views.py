"""views.*: modals and the app's home."""

from __future__ import annotations

import json

from bot.sandbox.slack.block_kit import checked_view
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.wire import view_json

LARGEST_VIEW = 250 * 1024


def open_view(call: Call) -> Json:
    """views.open: a modal for the person whose trigger this is."""
    sent, user = _sent(call), _user(call)
    return _shown(call, call.town.modals.open(user, sent))


def push_view(call: Call) -> Json:
    """views.push: another view on top of the open one."""
    sent, user = _sent(call), _user(call)
    return _shown(call, call.town.modals.push(user, sent))


def update_view(call: Call) -> Json:
    """views.update: new contents for an open view, by its id or its external id."""
    sent = _sent(call)
    view_id, external_id = call.arguments.text("view_id"), call.arguments.text("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", ["either view_id or external_id is required"])
    view = call.town.modals.find(view_id, external_id)
    if view.user not in call.workspace.people:
        raise Refused("not_found")
    return _shown(call, call.town.modals.update(view, sent, call.arguments.text("hash")))


def publish_view(call: Call) -> Json:
    """views.publish: the app's home tab for one person."""
    sent = _sent(call, "home")
    if not call.town.manifest.home.home_tab:
        raise Refused("not_enabled")
    user = call.arguments.text("user_id")
    if user not in call.workspace.people:
        raise Refused("invalid_arguments", ["invalid `user_id`"])
    return _shown(call, call.town.modals.publish(user, sent, call.arguments.text("hash")))


def _user(call: Call) -> str:
    """Whose trigger it is; the trigger of another workspace is none."""
    user = call.town.triggers.exchange(call.arguments.text("trigger_id"))
    if user not in call.workspace.people:
        raise Refused("invalid_trigger_id")
    return user


def _sent(call: Call, kind: str = "modal") -> Json:
    view = call.arguments.structure("view", "invalid_arguments")
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise Refused("view_too_large")
    return checked_view(view, kind)


def _shown(call: Call, view: View) -> Json:
    call.town.changed()
    return {"view": view_json(call.workspace, view)}
