"""One local Slack workspace: its people, its channels and everything that was posted in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox.residents import LocalPerson, LocalWorkspace
from bot.sandbox.slack.records import Channel, Post
from bot.sandbox.slack.refusals import Refused

PostChange = Callable[[Post | None, Post | None], None]
"""Hears what a message was before and what it is now; None before it came and after it went."""

KEPT = 5000


class Workspace:
    """The state of one workspace; ids of people, channels and messages are Slack's.

    `refusing` are people who take no direct messages; `disabled` accounts are gone for good.
    """

    def __init__(self, home: LocalWorkspace) -> None:
        self.home = home
        self.app = home.app
        self.bot_id = "B" + home.app.bot_user[1:]
        self.people: dict[str, LocalPerson] = {person.id: person for person in home.people}
        self.disabled: set[str] = set()
        self.refusing: set[str] = set()
        self.channels: dict[str, Channel] = {
            channel.id: Channel(
                channel.id, channel.name, channel.members, channel.has_app, private=channel.private
            )
            for channel in home.channels
        }
        self._lost: dict[str, Channel] = {}
        self._posts: dict[str, dict[str, Post]] = {}
        self._threads: dict[tuple[str, str], dict[str, None]] = {}
        self._watchers: list[PostChange] = []
        self._watchers_of_lost: list[Callable[[Channel], None]] = []
        self._watchers_of_joined: list[Callable[[Channel, str, str], None]] = []
        for person in home.people:
            direct = direct_id(person.id)
            self.channels[direct] = Channel(direct, "", (person.id,), direct_with=person.id)

    def direct_message(self, user: str) -> Channel:
        """The direct message between the app and this person; Refused when there is no such account."""
        if user not in self.people:
            raise Refused("user_not_found")
        if self.takes_no_messages(user):
            raise Refused("user_disabled")
        if direct_id(user) not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[direct_id(user)]

    def takes_no_messages(self, user: str) -> bool:
        """Whether no direct message reaches this person."""
        return user in self.disabled or user in self.refusing

    def keep(self, post: Post) -> Post:
        """Store a message, or its new version; the latest 5,000 of a channel are kept."""
        posts = self._posts.setdefault(post.channel, {})
        before, posts[post.ts] = posts.get(post.ts), post
        if post.is_reply:
            self._threads.setdefault((post.channel, post.thread_ts), {})[post.ts] = None
        if len(posts) > KEPT:
            self._leave_thread(posts.pop(next(iter(posts))))
        for told in self._watchers:
            told(before, post)
        return post

    def remove(self, post: Post) -> None:
        """Delete a message."""
        self._leave_thread(post)
        if self._posts[post.channel].pop(post.ts, None) is not None:
            for told in self._watchers:
                told(post, None)

    def _leave_thread(self, post: Post) -> None:
        thread = (post.channel, post.thread_ts)
        self._threads.get(thread, {}).pop(post.ts, None)
        if not self._threads.get(thread):
            self._threads.pop(thread, None)

    def watch_posts(self, told: PostChange) -> None:
        """Call `told` whenever a message comes, changes or goes."""
        self._watchers.append(told)

    def post(self, channel: str, ts: str) -> Post | None:
        """The message with this id, ephemeral ones included."""
        return self._posts.get(channel, {}).get(ts)

    def posts(self, channel: str) -> list[Post]:
        """All messages of a channel, oldest first, ephemeral ones included."""
        return list(self._posts.get(channel, {}).values())

    def replies(self, channel: str, ts: str) -> list[Post]:
        """The replies in the thread under this message, oldest first, ephemeral ones included."""
        return [self._posts[channel][reply] for reply in self._threads.get((channel, ts), ())]

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

    def add_to_channel(self, channel: str, account: str, inviter: str = "") -> None:
        """Let a person, or the app, join a channel; nothing happens when they are in it."""
        before = self.channels[channel]
        is_app = account == self.app.bot_user
        if account in before.members or (is_app and before.has_app):
            return
        members = before.members if is_app else (*before.members, account)
        self.channels[channel] = replace(before, members=members, has_app=before.has_app or is_app)
        for told in self._watchers_of_joined:
            told(self.channels[channel], account, inviter)

    def watch_joined(self, told: Callable[[Channel, str, str], None]) -> None:
        """Call `told` with the channel, who joined it and who invited them."""
        self._watchers_of_joined.append(told)

    def lose_channel(self, channel: str) -> None:
        """Take a channel away, its messages with it; Refused when there is no such channel."""
        if channel not in self.channels:
            raise Refused("channel_not_found")
        self._lost[channel] = self.channels.pop(channel)
        for told in self._watchers_of_lost:
            told(self._lost[channel])

    def watch_lost(self, told: Callable[[Channel], None]) -> None:
        """Call `told` whenever a channel is taken away."""
        self._watchers_of_lost.append(told)

    def find_channel_again(self, channel: str) -> None:
        """Bring a lost channel back, with its messages."""
        if channel in self._lost:
            self.channels[channel] = self._lost.pop(channel)


def direct_id(user: str) -> str:
    """The id of the direct message between the app and a person."""
    return "D" + user[1:]
