"""What the local Slack remembers: channels, messages and views, as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    private: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says: mrkdwn `text`, Block Kit `blocks` and the app's own `metadata`.

    A `plain` text means no markup by its asterisks and angle brackets. `username` and `icons` stand in place
    of the app's own name and picture, where the app may do that.
    """

    text: str = ""
    blocks: tuple[Json, ...] = ()
    metadata: Json | None = None
    files: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    username: str = ""
    icons: Json | None = None
    plain: bool = False


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

    @property
    def is_reply(self) -> bool:
        """Whether it stands in the thread of another message."""
        return bool(self.thread_ts) and self.thread_ts != self.ts


Slot = tuple[str, str]
"""Where a value is entered: a block_id and an action_id."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What one person has entered in a view or a message so far.

    `values` are text: what was typed, an option's value, an id, an ISO date; several are joined with commas.
    `offered` are the options that the app gave for what was searched, `files` the files that were given.
    """

    values: dict[Slot, str] = field(default_factory=dict)
    offered: dict[Slot, tuple[Json, ...]] = field(default_factory=dict)
    files: dict[Slot, tuple[Json, ...]] = field(default_factory=dict)

    def with_value(self, slot: Slot, value: str) -> Entries:
        """With this in the slot."""
        return replace(self, values={**self.values, slot: value})

    def with_offered(self, slot: Slot, options: tuple[Json, ...]) -> Entries:
        """With these options beside the earlier ones."""
        earlier = [one for one in self.offered.get(slot, ()) if one not in options]
        return replace(self, offered={**self.offered, slot: (*earlier, *options)})

    def with_files(self, slot: Slot, files: tuple[Json, ...]) -> Entries:
        """With these files in the slot."""
        return replace(self, files={**self.files, slot: files})

    def only(self, slots: frozenset[Slot]) -> Entries:
        """Without what stands in other slots."""
        return Entries(
            {slot: one for slot, one in self.values.items() if slot in slots},
            {slot: one for slot, one in self.offered.items() if slot in slots},
            {slot: one for slot, one in self.files.items() if slot in slots},
        )


@dataclass(frozen=True, slots=True)
class View:
    """An open modal, or a published home: what the app sent, and what the person has entered so far.

    `errors` are the messages at fields, by block_id.
    """

    id: str
    user: str
    sent: Json
    hash: str
    root: str
    previous: str = ""
    entries: Entries = field(default_factory=Entries)
    errors: dict[str, str] = field(default_factory=dict)
