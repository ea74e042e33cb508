"""What each person sees in the local Slack: places, messages, threads, the home and the open form."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.seen import SeenForm, SeenMessage, SeenOption, SeenPart, SeenPlace, SeenReaction
from bot.sandbox.slack.people.whereabouts import choosable
from bot.sandbox.slack.records import Channel, Post
from bot.sandbox.slack.sight.blocks import block_parts, seen_parts, words_of
from bot.sandbox.slack.sight.controls import Looker
from bot.sandbox.slack.sight.forms import seen_form
from bot.sandbox.slack.stamps import moment_of
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace


class Eyes:
    """Translates the records of a workspace into what one person sees; remembers what was read."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._read: dict[tuple[str, str], str] = {}

    def places(self, workspace: Workspace, user: str) -> Sequence[SeenPlace]:
        """The channels the person is in, then the direct message with the app."""
        mine = [channel for channel in workspace.channels.values() if user in channel.members]
        mine.sort(key=lambda channel: bool(channel.direct_with))
        return tuple(
            SeenPlace(
                channel.id,
                workspace.app.name if channel.direct_with else channel.name,
                bool(channel.direct_with),
                self._unread(workspace, user, channel),
            )
            for channel in mine
        )

    def messages(self, workspace: Workspace, user: str, channel: Channel) -> Sequence[SeenMessage]:
        """What the person sees in a channel, oldest first; replies in threads are not among it."""
        return self._all_seen(workspace, user, _visible(workspace, user, channel))

    def thread(self, workspace: Workspace, user: str, parent: Post) -> Sequence[SeenMessage]:
        """A message and the replies to it that the person sees, oldest first."""
        return self._all_seen(workspace, user, [parent, *_visible_replies(workspace, user, parent)])

    def home(self, workspace: Workspace, user: str) -> Sequence[SeenPart] | None:
        """The app's home; None when the manifest has none, empty until the app publishes it."""
        if not self._town.manifest.home.home_tab:
            return None
        view = self._town.modals.homes.get(user)
        return () if view is None else block_parts(view.sent["blocks"], _looker(workspace, user))

    def mark_read(self, workspace: Workspace, user: str, channel: Channel) -> None:
        """Remember the last message there as read."""
        last = [post.ts for post in _visible(workspace, user, channel)][-1:]
        if last and self._read.get((user, channel.id)) != last[0]:
            self._read[user, channel.id] = last[0]
            self._town.changed()

    def form(self, workspace: Workspace, user: str) -> SeenForm | None:
        """The open modal."""
        view = self._town.modals.top(user)
        if view is None:
            return None
        looker = _looker(workspace, user)
        return seen_form(view, looker.name, looker.channels)

    def _unread(self, workspace: Workspace, user: str, channel: Channel) -> int:
        last = self._read.get((user, channel.id), "")
        return sum(post.ts > last and post.author != user for post in _visible(workspace, user, channel))

    def _all_seen(self, workspace: Workspace, user: str, posts: Sequence[Post]) -> Sequence[SeenMessage]:
        looker = _looker(workspace, user)
        return tuple(_seen(post, looker, len(_visible_replies(workspace, user, post))) for post in posts)


def _seen(post: Post, looker: Looker, replies: int) -> SeenMessage:
    parts = seen_parts(post.content, looker.name, looker.channels)
    return SeenMessage(
        id=post.ts,
        place=post.channel,
        author=post.author,
        author_name=post.content.username or looker.name(post.author),
        at=moment_of(post.ts),
        parts=parts,
        words=words_of(parts),
        private=bool(post.only_for),
        edited=bool(post.edited_ts),
        from_app=post.from_app,
        thread=post.thread_ts if post.is_reply else "",
        replies=replies,
        reactions=tuple(SeenReaction(name, 1) for name in post.reactions),
    )


class _Names:
    """Names for the ids in a text."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __call__(self, identity: str) -> str:
        workspace = self._workspace
        if identity == workspace.app.bot_user:
            return workspace.app.name
        if identity in workspace.people:
            return workspace.people[identity].name
        return workspace.channels[identity].name if identity in workspace.channels else identity


def _looker(workspace: Workspace, user: str) -> Looker:
    channels = choosable(workspace, user)
    return Looker(_Names(workspace), tuple(SeenOption(one, f"#{name}") for one, name in channels.items()))


def _visible(workspace: Workspace, user: str, channel: Channel) -> list[Post]:
    return [
        post
        for post in workspace.posts(channel.id)
        if post.only_for in {"", user} and (post.broadcast or not post.is_reply)
    ]


def _visible_replies(workspace: Workspace, user: str, post: Post) -> list[Post]:
    return [reply for reply in workspace.replies(post.channel, post.ts) if reply.only_for in {"", user}]
