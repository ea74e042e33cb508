"""What the local Slack remembers: channels, messages and views, as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or the direct message between the app and `direct_with`."""

    id: str
    name: str
    members: tuple[str, ...]
    has_app: bool = True
    archived: bool = False
    direct_with: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says: mrkdwn `text`, Block Kit `blocks` and the app's own `metadata`."""

    text: str = ""
    blocks: tuple[Json, ...] = ()
    metadata: Json | None = None
    files: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A message; `only_for` names the one person who sees an ephemeral one, `ts` is its id and time."""

    ts: str
    channel: str
    author: str
    content: Content
    from_app: bool
    thread_ts: str = ""
    broadcast: bool = False
    only_for: str = ""
    edited_ts: str = ""
    reactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """An open modal (or a published home): what the app sent, and what the person has entered so far.

    `entered` and `errors` are keyed by block_id; `entered` holds what a person typed or chose as text.
    """

    id: str
    user: str
    sent: Json
    hash: str
    root: str
    previous: str = ""
    entered: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
