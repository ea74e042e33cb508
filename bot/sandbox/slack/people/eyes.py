"""What each person sees in the local Slack: places, messages and the open form."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.seen import SeenForm, SeenMessage, SeenPlace
from bot.sandbox.slack.records import Channel, Post
from bot.sandbox.slack.sight.blocks import seen_parts, words_of
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
        """What the person sees in a channel, oldest first."""
        return tuple(self._seen(workspace, post) for post in _visible(workspace, user, channel))

    def mark_read(self, workspace: Workspace, user: str, channel: Channel) -> None:
        """Remember the last message there as read."""
        last = [post.ts for post in _visible(workspace, user, channel)][-1:]
        if last and self._read.get((user, channel.id)) != last[0]:
            self._read[user, channel.id] = last[0]
            self._town.changed()

    def form(self, workspace: Workspace, user: str) -> SeenForm | None:
        """The open modal."""
        view = self._town.modals.top(user)
        return None if view is None else seen_form(view, _Names(workspace))

    def _unread(self, workspace: Workspace, user: str, channel: Channel) -> int:
        last = self._read.get((user, channel.id), "")
        return sum(post.ts > last and post.author != user for post in _visible(workspace, user, channel))

    def _seen(self, workspace: Workspace, post: Post) -> SeenMessage:
        names = _Names(workspace)
        parts = seen_parts(post.content, names)
        return SeenMessage(
            id=post.ts,
            place=post.channel,
            author=post.author,
            author_name=names(post.author),
            at=moment_of(post.ts),
            parts=parts,
            words=words_of(parts),
            private=bool(post.only_for),
            edited=bool(post.edited_ts),
            from_app=post.from_app,
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


def _visible(workspace: Workspace, user: str, channel: Channel) -> list[Post]:
    return [post for post in workspace.posts(channel.id) if post.only_for in {"", user}]
