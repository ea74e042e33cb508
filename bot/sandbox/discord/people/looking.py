"""What a person sees in the local Discord: places, messages and what is unread."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.records import Channel, Message
from bot.sandbox.discord.sight.messages import seen_message
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenMessage, SeenPlace


class Looking:
    """Looks at the world through one person's account at a time."""

    def __init__(self, world: World) -> None:
        self._world = world

    def places(self, user: str) -> Sequence[SeenPlace]:
        """Return a person's channels and direct messages with their unread counts."""
        return tuple(
            SeenPlace(channel.id, channel.name, channel.direct, self._unread(user, channel.id))
            for channel in self._world.directory.places_of(user)
        )

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """Return what the person sees in a place, oldest first."""
        viewer = self.viewer(user)
        found = self._world.posts.seen_by(user, self.place(user, place).id)
        return tuple(self._drawn(each, viewer) for each in found)

    def at_one(self, user: str, place: str, message: str) -> SeenMessage:
        """Return one message of a place as the person sees it; raises CannotDo."""
        found = self._world.posts.find(self.place(user, place).id, message)
        if found is None or found.only_for not in ("", user):
            raise CannotDo(f"{user} sees no message {message!r} in {place!r}")
        return self._drawn(found, self.viewer(user))

    def _drawn(self, message: Message, viewer: Viewer) -> SeenMessage:
        return seen_message(
            message, viewer, given_up=self._given_up(message), quoted=self._quoted(message, viewer)
        )

    def mark_read(self, user: str, place: str) -> None:
        """Remember the last message that the person sees there."""
        found = [message.id for message in self._world.posts.seen_by(user, self.place(user, place).id)]
        self._world.screens.read_up_to(user, place, found[-1] if found else None)

    def place(self, user: str, place: str) -> Channel:
        """Return a place of the person; raises CannotDo."""
        channel = self._world.directory.channels.get(place)
        if channel is None or user not in channel.members:
            raise CannotDo(f"{user} is in no place {place!r}")
        return channel

    def message(self, user: str, message: str) -> Message:
        """Return a message that the person sees; raises CannotDo."""
        for channel in self._world.directory.places_of(user):
            found = self._world.posts.find(channel.id, message)
            if found is not None and found.only_for in ("", user):
                return found
        raise CannotDo(f"{user} sees no message {message!r}")

    def viewer(self, user: str) -> Viewer:
        """Return through whose eyes and in which zone to draw."""
        directory = self._world.directory
        address = self._world.posts.address
        return Viewer(directory, directory.zone_of(user), self._world.now(), address, user)

    def _given_up(self, message: Message) -> bool:
        answered = (message.interaction or {}).get("id", "")
        return message.loading and self._world.interactions.gone(answered)

    def _quoted(self, message: Message, viewer: Viewer) -> str:
        if not message.draft.reference:
            return ""
        original = self._world.posts.find(message.channel, message.draft.reference)
        return seen_message(original, viewer).words if original else "Original message was deleted"

    def _unread(self, user: str, place: str) -> int:
        found = self._world.posts.seen_by(user, place)
        screens = self._world.screens
        return sum(1 for each in found if each.author != user and not screens.read(user, place, each.id))
