"""views.*: modals and the app's home."""

from __future__ import annotations

from bot.sandbox.slack.block_kit import checked_view
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.wire import view_json


def open_view(call: Call) -> Json:
    """views.open: a modal for the person whose trigger this is."""
    sent = _sent(call)
    user = call.town.triggers.exchange(call.arguments.text("trigger_id"))
    return _shown(call, call.town.modals.open(user, sent))


def push_view(call: Call) -> Json:
    """views.push: another view on top of the open one."""
    sent = _sent(call)
    user = call.town.triggers.exchange(call.arguments.text("trigger_id"))
    return _shown(call, call.town.modals.push(user, sent))


def update_view(call: Call) -> Json:
    """views.update: new contents for an open view, by its id or its external id."""
    sent = _sent(call)
    view = call.town.modals.find(call.arguments.text("view_id"), call.arguments.text("external_id"))
    if view.user not in call.workspace.people:
        raise Refused("not_found")
    return _shown(call, call.town.modals.update(view, sent, call.arguments.text("hash")))


def publish_view(call: Call) -> Json:
    """views.publish: the app's home tab for one person."""
    sent = _sent(call, "home")
    user = call.arguments.text("user_id")
    if user not in call.workspace.people:
        raise Refused("invalid_arguments", ["invalid `user_id`"])
    return _shown(call, call.town.modals.publish(user, sent, call.arguments.text("hash")))


def _sent(call: Call, kind: str = "modal") -> Json:
    return checked_view(call.arguments.structure("view", "invalid_arguments"), kind)


def _shown(call: Call, view: View) -> Json:
    call.town.changed()
    return {"view": view_json(call.workspace, view)}
