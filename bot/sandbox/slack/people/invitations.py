"""Slack's own `/invite`: a person adds the app, or another person, to a channel."""

from __future__ import annotations

from bot.sandbox.slack.directory import user_name
from bot.sandbox.slack.people.troubles import Troubles
from bot.sandbox.slack.people.whereabouts import home_of
from bot.sandbox.slack.records import Channel
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace

INVITE = "/invite"


class Invitations:
    """Adds accounts to channels."""

    def __init__(self, town: Town, troubles: Troubles) -> None:
        self._town = town
        self._troubles = troubles

    def invites(self, user: str, channel: Channel, named: str) -> None:
        """Add whoever is named, such as `@stem-bot`, to the channel."""
        workspace = home_of(self._town, user)
        invited = _account(workspace, named.removeprefix("@"))
        if not invited or channel.direct_with:
            self._troubles.tell(user, f"We couldn't find anyone called {named!r} to invite here.")
            return
        if invited in channel.members or (invited == workspace.app.bot_user and channel.has_app):
            self._troubles.tell(user, "They are already in this channel.")
            return
        workspace.add_to_channel(channel.id, invited, user)
        self._town.changed()


def _account(workspace: Workspace, name: str) -> str:
    if name == workspace.app.name:
        return workspace.app.bot_user
    called = (one.id for one in workspace.people.values() if name in {one.name, user_name(one.name)})
    return next(called, "")
