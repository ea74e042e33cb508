"""Turns what happens in a workspace into the events that an app there can subscribe to."""

from __future__ import annotations

import uuid
from functools import partial

from bot.sandbox.slack.delivery.events import Events
from bot.sandbox.slack.records import Channel, Json, Post, View
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.wire import message_json, view_json
from bot.sandbox.slack.workspace import Workspace


class Happenings:
    """Watches every workspace, and is told when a person opens the app's home.

    The app's own messages and reactions are events too, as on Slack; the usual libraries pass these over.
    """

    def __init__(self, town: Town, events: Events) -> None:
        self._town = town
        self._events = events
        for workspace in town.workspaces:
            workspace.watch_posts(partial(self._posted, workspace))
            workspace.watch_joined(partial(self._joined, workspace))
            workspace.watch_lost(partial(self._lost, workspace))

    def home_opened(self, workspace: Workspace, user: str, channel: str, view: View | None) -> None:
        """A person looks at the app's home; `view` is what stands there already."""
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": channel,
            "tab": "home",
            "event_ts": self._town.stamps.next(),
        }
        if view is not None:
            event["view"] = view_json(workspace, view)
        self._events.send(workspace, "app_home_opened", event)

    def _joined(self, workspace: Workspace, channel: Channel, account: str, inviter: str) -> None:
        event = {
            "type": "member_joined_channel",
            "user": account,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": workspace.home.id,
            "event_ts": self._town.stamps.next(),
            **({"inviter": inviter} if inviter else {}),
        }
        if channel.has_app:
            self._events.send(workspace, "member_joined_channel", event)

    def _lost(self, workspace: Workspace, channel: Channel) -> None:
        name = "group_deleted" if channel.private else "channel_deleted"
        event = {"type": name, "channel": channel.id, "event_ts": self._town.stamps.next()}
        self._events.send(workspace, name, event)

    def _posted(self, workspace: Workspace, before: Post | None, after: Post | None) -> None:
        post = after or before
        channel = workspace.channels.get(post.channel) if post else None
        if post is None or channel is None or not channel.has_app or post.only_for:
            return
        if before is not None and after is not None and before.reactions != after.reactions:
            self._reacted(workspace, before, after)
            return
        name, kind = _subscription(channel)
        if self._events.wants(workspace, name, of_app=post.from_app):
            ids = {"channel": channel.id, "channel_type": kind}
            self._events.send(workspace, name, self._message_event(workspace, before, after) | ids)
        if before is None and not channel.direct_with and f"<@{workspace.app.bot_user}>" in post.content.text:
            self._mentioned(workspace, post)

    def _message_event(self, workspace: Workspace, before: Post | None, after: Post | None) -> Json:
        if before is None and after is not None:
            return _new_message(workspace, after)
        ts = self._town.stamps.next()
        event: Json = {"type": "message", "hidden": True, "ts": ts, "event_ts": ts}
        if before is not None:
            event["previous_message"] = message_json(workspace, before, metadata=True)
        if after is None:
            return event | {"subtype": "message_deleted", "deleted_ts": before.ts if before else ""}
        changed = message_json(workspace, after, metadata=True)
        return event | {"subtype": "message_changed", "message": changed}

    def _mentioned(self, workspace: Workspace, post: Post) -> None:
        if not post.from_app:
            event = _new_message(workspace, post) | {"type": "app_mention", "channel": post.channel}
            self._events.send(workspace, "app_mention", event)

    def _reacted(self, workspace: Workspace, before: Post, after: Post) -> None:
        gone, come = (
            set(before.reactions) - set(after.reactions),
            set(after.reactions) - set(before.reactions),
        )
        for name, reactions in (("reaction_removed", gone), ("reaction_added", come)):
            wanted = self._events.wants(workspace, name, of_app=True)
            for reaction in sorted(reactions) if wanted else ():
                event = {
                    "type": name,
                    "user": workspace.app.bot_user,
                    "reaction": reaction,
                    "item_user": after.author,
                    "item": {"type": "message", "channel": after.channel, "ts": after.ts},
                    "event_ts": self._town.stamps.next(),
                }
                self._events.send(workspace, name, event)


def _subscription(channel: Channel) -> tuple[str, str]:
    if channel.direct_with:
        return "message.im", "im"
    return ("message.groups", "group") if channel.private else ("message.channels", "channel")


def _new_message(workspace: Workspace, post: Post) -> Json:
    event = message_json(workspace, post, metadata=True) | {"event_ts": post.ts}
    if not post.from_app:
        event["client_msg_id"] = str(uuid.uuid4())
    if post.thread_ts and post.thread_ts != post.ts:
        parent = workspace.post(post.channel, post.thread_ts)
        event |= {"parent_user_id": parent.author} if parent else {}
    if post.broadcast:
        event["subtype"] = "thread_broadcast"
    return event
