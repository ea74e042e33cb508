"""The messages of every channel: stored, announced on the gateway and shown to the people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.sandbox.discord.changes import Changes
from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.intents import DIRECT_MESSAGES, GUILD_MESSAGES
from bot.sandbox.discord.message_shape import message_json
from bot.sandbox.discord.records import Attachment, Channel, Draft, Json, Message
from bot.sandbox.discord.shapes import member_json
from bot.sandbox.discord.snowflakes import Snowflakes, made_at

KEPT = 5000
KIND_PLAIN, KIND_REPLY, KIND_COMMAND = 0, 19, 20


@dataclass(frozen=True, slots=True)
class Origin:
    """How a message came about; `only_for` is the one person who sees it."""

    kind: int = KIND_PLAIN
    only_for: str = ""
    webhook: str = ""
    interaction: Json | None = None


ORIGIN_PLAIN = Origin()


@dataclass(frozen=True, slots=True)
class Posts:
    """Creates, changes and deletes messages; ephemeral ones are never announced to the gateway.

    The latest 5,000 of each channel are kept.
    """

    directory: Directory
    hub: Hub
    ids: Snowflakes
    changes: Changes
    _kept: dict[str, dict[str, Message]] = field(default_factory=dict)
    _last: dict[str, str] = field(default_factory=dict)
    _address: list[str] = field(default_factory=list)

    def served_at(self, address: str) -> None:
        """Say under which address attachments can be fetched."""
        self._address[:] = [address]

    @property
    def address(self) -> str:
        """The server's own address."""
        return self._address[0] if self._address else ""

    def shape(self, message: Message) -> Json:
        """Return the message object as its author gets it."""
        told = message_json(self.directory, self.address, message)
        if message.draft.reference:
            answered = self.find(message.channel, message.draft.reference)
            shape = message_json(self.directory, self.address, answered) if answered else None
            told["referenced_message"] = shape
        return told

    def find(self, channel: str, message: str) -> Message | None:
        """Return one message, ephemeral ones included."""
        return self._kept.get(channel, {}).get(message)

    def public(self, channel: str) -> Iterator[Message]:
        """Yield what everyone in the channel sees, oldest first."""
        return (message for message in self._kept.get(channel, {}).values() if not message.only_for)

    def seen_by(self, user: str, channel: str) -> Iterator[Message]:
        """Yield what one person sees, oldest first."""
        kept = self._kept.get(channel, {}).values()
        return (message for message in kept if message.only_for in ("", user))

    def attachment(self, channel: str, attachment: str) -> Attachment | None:
        """Return a file of any message in the channel."""
        kept = self._kept.get(channel, {}).values()
        files = (file for message in kept for file in message.draft.attachments)
        return next((file for file in files if file.id == attachment), None)

    def last(self, channel: str) -> str | None:
        """Return the id of the last public message, which may be deleted by now."""
        return self._last.get(channel)

    def add(self, channel: str, author: str, draft: Draft, origin: Origin = ORIGIN_PLAIN) -> Message:
        """Store a new message and announce it."""
        snowflake = self.ids.make()
        message = Message(
            id=snowflake,
            channel=channel,
            author=author,
            draft=draft,
            at=made_at(snowflake),
            kind=origin.kind,
            only_for=origin.only_for,
            webhook=origin.webhook,
            interaction=origin.interaction,
        )
        self._keep(message)
        self._announce("MESSAGE_CREATE", message)
        self.changes.tell()
        return message

    def _keep(self, message: Message) -> None:
        kept = self._kept.setdefault(message.channel, {})
        kept[message.id] = message
        if len(kept) > KEPT:
            del kept[next(iter(kept))]
        if not message.only_for:
            self._last[message.channel] = message.id

    def replace(self, message: Message, draft: Draft, *, edited: bool = True) -> Message:
        """Store a changed message and announce it."""
        changed = replace(message, draft=draft, edited=made_at(self.ids.make()) if edited else None)
        self._kept[message.channel][message.id] = changed
        self._announce("MESSAGE_UPDATE", changed)
        self.changes.tell()
        return changed

    def remove(self, message: Message) -> None:
        """Delete a message and announce it."""
        del self._kept[message.channel][message.id]
        if not message.only_for:
            channel = self.directory.channels[message.channel]
            self.tell(channel, "MESSAGE_DELETE", {"id": message.id}, _intent(channel))
        self.changes.tell()

    def remove_many(self, channel: Channel, messages: Sequence[Message]) -> None:
        """Delete public messages of a channel and announce it once."""
        for message in messages:
            del self._kept[channel.id][message.id]
        if messages:
            ids = [message.id for message in messages]
            self.tell(channel, "MESSAGE_DELETE_BULK", {"ids": ids}, _intent(channel))
        self.changes.tell()

    def put(self, message: Message) -> None:
        """Store a message in the place of its earlier state, without announcing it."""
        self._kept[message.channel][message.id] = message
        self.changes.tell()

    def tell(self, channel: Channel, event: str, about: Json, intent: int) -> None:
        """Announce what happened to a message by its ids."""
        if not channel.has_app:
            return
        told = about | {"channel_id": channel.id} | ({"guild_id": channel.guild} if channel.guild else {})
        self.hub.tell(channel.app, event, told, intent, channel.guild)

    def _announce(self, event: str, message: Message) -> None:
        if message.only_for:
            return
        channel = self.directory.channels[message.channel]
        app = self.directory.apps[channel.app]
        if not channel.has_app:
            return
        told = self.shape(message) | ({"channel_type": 1} if channel.direct else {"channel_type": 0})
        if channel.guild:
            guild = self.directory.guilds[channel.guild]
            member = member_json(self.directory, guild, message.author)
            del member["user"]
            told |= {"guild_id": channel.guild, "member": member}
        readable = channel.direct or app.bot_user in (message.author, *message.draft.mentions)
        self.hub.tell_message(app.id, event, told, _intent(channel), channel.guild, readable=readable)


def _intent(channel: Channel) -> int:
    return DIRECT_MESSAGES if channel.direct else GUILD_MESSAGES
