"""The table of all Web API methods that the local Slack knows: one line a method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.sandbox.slack.rate_limits import Tier
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import APP_SCOPES, EMAIL, FILES, HISTORY, OPEN, READ
from bot.sandbox.slack.web_api import accounts, chat, conversations, files, groups, history, reactions, views
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.connections import open_connection


@dataclass(frozen=True, slots=True)
class Method:
    """What a method does, and what Slack asks of who calls it.

    `required` are the arguments it cannot do without, `scopes` those of which the app needs one (which one
    may depend on the kind of conversation), `tier` its rate limit, `takes` the kind of token.
    """

    does: Callable[[Call], Json]
    tier: Tier
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    takes: Literal["bot", "app"] = "bot"


_CHAT = ("chat:write",)
_USERS = ("users:read",)
_GROUPS = ("usergroups:read",)
_FILES = ("files:write",)
_REACTIONS = ("reactions:write",)
_REACTED = ("channel", "name", "timestamp")
_TRIGGERED = ("view", "trigger_id")

METHODS = MappingProxyType[str, Method](
    {
        "apps.connections.open": Method(open_connection, "tier 3", scopes=APP_SCOPES, takes="app"),
        "auth.test": Method(accounts.auth_test, "special"),
        "bots.info": Method(accounts.bot_info, "tier 3", scopes=_USERS),
        "chat.delete": Method(chat.delete, "tier 3", ("channel", "ts"), _CHAT),
        "chat.getPermalink": Method(chat.permalink, "special", ("channel", "message_ts")),
        "chat.postEphemeral": Method(chat.post_ephemeral, "tier 4", ("channel", "user"), _CHAT),
        "chat.postMessage": Method(chat.post_message, "special", ("channel",), _CHAT),
        "chat.update": Method(chat.update, "tier 3", ("channel", "ts"), _CHAT),
        "conversations.history": Method(history.history, "tier 3", ("channel",), HISTORY),
        "conversations.info": Method(conversations.info, "tier 3", ("channel",), READ),
        "conversations.join": Method(conversations.join, "tier 3", ("channel",), ("channels:join",)),
        "conversations.list": Method(conversations.list_all, "tier 2", (), READ),
        "conversations.members": Method(conversations.list_members, "tier 4", ("channel",), READ),
        "conversations.open": Method(conversations.open_direct_message, "tier 3", (), OPEN),
        "conversations.replies": Method(history.replies, "tier 3", ("channel", "ts"), HISTORY),
        "files.completeUploadExternal": Method(files.complete_upload, "tier 4", ("files",), _FILES),
        "files.getUploadURLExternal": Method(files.get_upload_url, "tier 4", ("filename", "length"), _FILES),
        "files.info": Method(files.file_info, "tier 4", ("file",), (FILES,)),
        "reactions.add": Method(reactions.add, "tier 3", _REACTED, _REACTIONS),
        "reactions.remove": Method(reactions.remove, "tier 2", ("name",), _REACTIONS),
        "team.info": Method(accounts.team_info, "tier 3", scopes=("team:read",)),
        "usergroups.list": Method(groups.list_groups, "tier 2", scopes=_GROUPS),
        "usergroups.users.list": Method(groups.list_group_users, "tier 2", ("usergroup",), _GROUPS),
        "users.conversations": Method(conversations.list_own, "tier 3", (), READ),
        "users.info": Method(accounts.user_info, "tier 4", ("user",), _USERS),
        "users.list": Method(accounts.list_users, "tier 2", (), _USERS),
        "users.lookupByEmail": Method(accounts.lookup_by_email, "tier 3", ("email",), (EMAIL,)),
        "views.open": Method(views.open_view, "tier 4", _TRIGGERED),
        "views.publish": Method(views.publish_view, "tier 4", ("user_id", "view")),
        "views.push": Method(views.push_view, "tier 4", _TRIGGERED),
        "views.update": Method(views.update_view, "tier 4", ("view",)),
    }
)


def check_required(method: Method, call: Call) -> None:
    """Refused with `invalid_arguments` and a message for each missing one."""
    missing = [name for name in method.required if not call.arguments.has(name)]
    if missing:
        raise Refused("invalid_arguments", [f"missing required field: {name}" for name in missing])
