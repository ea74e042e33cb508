"""One local Slack workspace: its people, its channels and everything that was posted in it."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.residents import LocalPerson, LocalWorkspace
from bot.sandbox.slack.records import Channel, Post
from bot.sandbox.slack.refusals import Refused


class Workspace:
    """The state of one workspace; ids of people, channels and messages are Slack's."""

    def __init__(self, home: LocalWorkspace) -> None:
        self.home = home
        self.app = home.app
        self.bot_id = "B" + home.app.bot_user[1:]
        self.people: dict[str, LocalPerson] = {person.id: person for person in home.people}
        self.disabled: set[str] = set()
        self.channels: dict[str, Channel] = {
            channel.id: Channel(channel.id, channel.name, channel.members, channel.has_app)
            for channel in home.channels
        }
        self._posts: dict[str, dict[str, Post]] = {}
        for person in home.people:
            direct = direct_id(person.id)
            self.channels[direct] = Channel(direct, "", (person.id,), direct_with=person.id)

    def channel(self, name: str) -> Channel:
        """A channel by id, by name, or by the id of a person (their direct message); else Refused."""
        if name in self.people:
            return self.direct_message(name)
        by_name = {channel.name: channel for channel in self.channels.values() if channel.name}
        found = self.channels.get(name) or by_name.get(name.removeprefix("#"))
        if found is None:
            raise Refused("channel_not_found")
        return found

    def direct_message(self, user: str) -> Channel:
        """The direct message between the app and this person; Refused when there is no such account."""
        if user not in self.people:
            raise Refused("user_not_found")
        if user in self.disabled:
            raise Refused("user_disabled")
        return self.channels[direct_id(user)]

    def writable(self, name: str) -> Channel:
        """The channel, if the app may post in it; else Refused."""
        channel = self.channel(name)
        if channel.archived:
            raise Refused("is_archived")
        if not channel.has_app:
            raise Refused("not_in_channel")
        if channel.direct_with in self.disabled:
            raise Refused("user_disabled")
        return channel

    def keep(self, post: Post) -> Post:
        """Store a message, or its new version."""
        self._posts.setdefault(post.channel, {})[post.ts] = post
        return post

    def remove(self, post: Post) -> None:
        """Delete a message."""
        self._posts[post.channel].pop(post.ts, None)

    def post(self, channel: str, ts: str) -> Post | None:
        """The message with this id, ephemeral ones included."""
        return self._posts.get(channel, {}).get(ts)

    def posts(self, channel: str) -> list[Post]:
        """All messages of a channel, oldest first, ephemeral ones included."""
        return list(self._posts.get(channel, {}).values())

    def public_post(self, channel: str, ts: str) -> Post:
        """A message that everyone there sees; Refused for others, which the API cannot address."""
        post = self.post(channel, ts)
        if post is None or post.only_for:
            raise Refused("message_not_found")
        return post

    def change_channel(
        self, channel: str, *, archived: bool | None = None, has_app: bool | None = None
    ) -> None:
        """What an administrator does: archive a channel, or take the app out of it or add it."""
        before = self.channels[channel]
        self.channels[channel] = replace(
            before,
            archived=before.archived if archived is None else archived,
            has_app=before.has_app if has_app is None else has_app,
        )


def direct_id(user: str) -> str:
    """The id of the direct message between the app and a person."""
    return "D" + user[1:]
