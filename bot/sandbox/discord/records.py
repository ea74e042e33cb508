"""What the local Discord remembers, as plain records, free of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.discord.permissions import APP

Json = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


@dataclass(frozen=True, slots=True)
class App:
    """One application with its bot account; `permissions` are the bits that its role has in a guild."""

    id: str
    bot_user: str
    name: str
    token: str
    permissions: int = APP


@dataclass(frozen=True, slots=True)
class Account:
    """One user; `username` is unique and lower case, `name` is what people see."""

    id: str
    name: str
    username: str
    locale: str = "en-US"
    bot: bool = False

    def begins_with(self, begin: str) -> bool:
        """Whether the user name or the shown name begins so, letters' case aside."""
        return self.username.startswith(begin) or self.name.casefold().startswith(begin)


@dataclass(frozen=True, slots=True)
class Guild:
    """One server with the app that was added to it."""

    id: str
    name: str
    app: str
    members: tuple[str, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel of a guild, or (without a guild) the direct message between an app and a person."""

    id: str
    name: str
    app: str
    members: tuple[str, ...]
    guild: str = ""
    has_app: bool = True

    @property
    def direct(self) -> bool:
        """Whether this is a direct message."""
        return not self.guild

    @property
    def person(self) -> str:
        """The person at the other end of a direct message."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; `field` is its number in the form that brought it, `size` in bytes."""

    id: str
    name: str
    media_type: str
    content: bytes
    description: str = ""
    field: str = ""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a request says about a message, checked; ids and times are not in it."""

    content: str = ""
    components: tuple[Json, ...] = ()
    embeds: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    flags: int = 0
    mentions: tuple[str, ...] = ()
    mention_roles: tuple[str, ...] = ()
    mention_everyone: bool = False
    reference: str = ""
    needs_reference: bool = True
    tells_replied: bool = True
    nonce: str | int | None = None
    unique_nonce: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji under a message and the accounts that gave it, in their order."""

    emoji: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A stored message; `only_for` is the one person who sees an ephemeral one."""

    id: str
    channel: str
    author: str
    draft: Draft
    at: datetime
    kind: int = 0
    edited: datetime | None = None
    only_for: str = ""
    webhook: str = ""
    interaction: Json | None = None
    reactions: tuple[Reaction, ...] = ()

    @property
    def loading(self) -> bool:
        """Whether it still stands for an answer that is to come."""
        return bool(self.draft.flags & LOADING)
