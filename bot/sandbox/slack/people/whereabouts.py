"""Finds what a person means among what is on their screen; CannotDo when it is not there."""

from __future__ import annotations

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.records import Channel, Post, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace


def home_of(town: Town, user: str) -> Workspace:
    """The workspace in which the person has the account."""
    try:
        return town.of_user(user)
    except Refused:
        raise CannotDo(f"Nobody here has the account {user!r}.") from None


def place_of(town: Town, user: str, place: str) -> Channel:
    """A channel that the person is in."""
    channel = home_of(town, user).channels.get(place)
    if channel is None or user not in channel.members:
        raise CannotDo(f"{user} is not in a place {place!r}.")
    return channel


def post_before(town: Town, user: str, message: str) -> Post:
    """A message that the person sees, wherever it stands."""
    workspace = home_of(town, user)
    for channel in workspace.channels.values():
        post = workspace.post(channel.id, message) if user in channel.members else None
        if post is not None and post.only_for in {"", user}:
            return post
    raise CannotDo(f"{user} sees no message {message!r}.")


def thread_before(town: Town, user: str, channel: Channel, message: str) -> Post:
    """The message that opened, or would open, the thread in which this message stands."""
    post = post_before(town, user, message)
    if post.channel != channel.id:
        raise CannotDo(f"{user} sees no message {message!r} in {channel.id!r}.")
    if not post.is_reply:
        return post
    return home_of(town, user).post(channel.id, post.thread_ts) or post


def view_before(town: Town, user: str) -> View:
    """The modal that is open before the person."""
    view = town.modals.top(user)
    if view is None:
        raise CannotDo(f"No form is open before {user}.")
    return view


def choosable(workspace: Workspace, user: str) -> dict[str, str]:
    """The channels that the person can choose in a menu, by id: the public ones and their own."""
    return {
        channel.id: channel.name
        for channel in workspace.channels.values()
        if not channel.direct_with and (user in channel.members or not channel.private)
    }
