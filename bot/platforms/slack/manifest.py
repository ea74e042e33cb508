"""The app manifest: what an administrator pastes into Slack to create the app."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.routes import COMMAND_WORD, MessageShortcut
from bot.platforms.slack.markup import Json

# Each with what it is for; the bot works with no more.
SCOPES = {
    "chat:write": "post and change its own messages",
    "commands": f"offer /{COMMAND_WORD}, and what it offers in the menu of a message",
    "files:write": "bring pictures, and files that somebody asked for",
    "im:write": "open a direct message with somebody",
    "im:history": "find its own message again after a lost answer, in a direct message",
    "channels:history": "the same in a public channel",
    "groups:history": "the same in a private channel",
    "channels:read": "check that it was added to a public channel",
    "groups:read": "check that it was added to a private channel",
    "users:read": "see in which language somebody has Slack",
}
# Each with what it is for; the scopes above cover them.
EVENTS = {
    "member_joined_channel": "greet somebody on the roster who joins the team's channel",
    "message.im": "say, once a day, that it reads commands and not messages",
    "app_home_opened": "show somebody their own page when they look at it",
}
APP_SCOPE = "connections:write"


def slack_manifest(name: str = "stem-bot", shortcuts: Sequence[MessageShortcut] = ()) -> Json:
    """The manifest of an app called `name` (at most 35 characters), version 1 of Slack's schema.

    `shortcuts` stand in the menu of every message. All else that people do reaches the bot as commands,
    presses and forms.
    """
    limits.holds("shortcuts of a message", len(shortcuts), limits.SHORTCUTS)
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": "Helps a STEM leadership team keep up what its rubric asks.",
        },
        "features": _features(name, shortcuts),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _features(name: str, shortcuts: Sequence[MessageShortcut]) -> Json:
    """What people find in Slack: their page, the app's messages, its user, command and shortcuts."""
    return {
        # Without the messages tab nobody could type a command in the bot's direct message.
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": name, "always_online": True},
        "slash_commands": [
            {
                "command": f"/{COMMAND_WORD}",
                "description": "Rate, look, and keep up with your team's work",
                "usage_hint": "help",
                # People in a line arrive as ids, whatever their names are.
                "should_escape": True,
            }
        ],
        "shortcuts": [
            {
                "name": one.label,
                "type": "message",
                "callback_id": one.name,
                "description": one.summary,
            }
            for one in shortcuts
        ],
    }
