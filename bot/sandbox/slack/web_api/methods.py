"""The table of all Web API methods that the local Slack knows: one line a method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api import accounts, chat, conversations, files, history, reactions, views
from bot.sandbox.slack.web_api.call import Call


@dataclass(frozen=True, slots=True)
class Method:
    """What a method does, which arguments it needs and which kind of token it takes."""

    does: Callable[[Call], Json]
    required: tuple[str, ...] = ()
    takes: Literal["bot", "app"] = "bot"


def _open_connection(call: Call) -> Json:
    """apps.connections.open: the address of a socket, good for one use."""
    app = call.workspace.app
    ticket = call.town.socket_tickets.issue(app.app_token)
    host = call.town.address.removeprefix("http")
    return {"url": f"ws{host}/link/?ticket={ticket}&app_id={app.id}"}


METHODS = MappingProxyType(
    {
        "apps.connections.open": Method(_open_connection, takes="app"),
        "auth.test": Method(accounts.auth_test),
        "bots.info": Method(accounts.bot_info),
        "chat.delete": Method(chat.delete, ("channel", "ts")),
        "chat.getPermalink": Method(chat.permalink, ("channel", "message_ts")),
        "chat.postEphemeral": Method(chat.post_ephemeral, ("channel", "user")),
        "chat.postMessage": Method(chat.post_message, ("channel",)),
        "chat.update": Method(chat.update, ("channel", "ts")),
        "conversations.history": Method(history.history, ("channel",)),
        "conversations.info": Method(conversations.info, ("channel",)),
        "conversations.list": Method(conversations.list_all),
        "conversations.members": Method(conversations.list_members, ("channel",)),
        "conversations.open": Method(conversations.open_direct_message),
        "conversations.replies": Method(history.replies, ("channel", "ts")),
        "files.completeUploadExternal": Method(files.complete_upload, ("files",)),
        "files.getUploadURLExternal": Method(files.get_upload_url, ("filename", "length")),
        "reactions.add": Method(reactions.add, ("channel", "name", "timestamp")),
        "team.info": Method(accounts.team_info),
        "users.info": Method(accounts.user_info, ("user",)),
        "users.list": Method(accounts.list_users),
        "users.lookupByEmail": Method(accounts.lookup_by_email, ("email",)),
        "views.open": Method(views.open_view, ("view", "trigger_id")),
        "views.publish": Method(views.publish_view, ("user_id", "view")),
        "views.push": Method(views.push_view, ("view", "trigger_id")),
        "views.update": Method(views.update_view, ("view",)),
    }
)


def check_required(method: Method, call: Call) -> None:
    """Refused with `invalid_arguments` and a message for each missing one."""
    missing = [name for name in method.required if not call.arguments.has(name)]
    if missing:
        raise Refused("invalid_arguments", [f"missing required field: {name}" for name in missing])
