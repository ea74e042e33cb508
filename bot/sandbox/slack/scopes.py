"""The OAuth scopes that the local Slack asks for, and which of them an app was granted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.records import Channel
from bot.sandbox.slack.refusals import Refused

APP_SCOPES = ("connections:write",)
# The first part of a scope about a conversation says what kind of conversation it is.
KINDS = ("channels", "groups", "mpim", "im")
READ = tuple(f"{kind}:read" for kind in KINDS)
HISTORY = tuple(f"{kind}:history" for kind in KINDS)
OPEN = ("im:write", "mpim:write", "channels:manage", "groups:write")
CUSTOMIZE = "chat:write.customize"
EMAIL = "users:read.email"
FILES = "files:read"
ANYWHERE = "chat:write.public"
EVERY_SCOPE = (
    *("channels:join", "channels:manage", ANYWHERE, "chat:write", CUSTOMIZE, "commands", FILES),
    *("files:write", "groups:write", "im:write", "mpim:write", "reactions:read", "reactions:write"),
    *("team:read", "usergroups:read", "users:read", EMAIL, *READ, *HISTORY),
)


def granted(manifest: AppManifest) -> tuple[str, ...]:
    """The bot scopes of the app."""
    return EVERY_SCOPE if manifest.scopes is None else manifest.scopes


def demand(manifest: AppManifest, any_of: Sequence[str]) -> None:
    """Refused with `missing_scope` when the app has none of these; none at all are needed by some methods."""
    provided = granted(manifest)
    if any_of and not set(any_of).intersection(provided):
        details = {"needed": ",".join(any_of), "provided": ",".join(provided)}
        raise Refused("missing_scope", details=details)


def scope_for(channel: Channel, right: str) -> str:
    """The scope for a right (`read`, `history`, `write`) in that kind of conversation."""
    if channel.direct_with:
        return f"im:{right}"
    return f"groups:{right}" if channel.private else f"channels:{right}"
