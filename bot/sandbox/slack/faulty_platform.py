"""What Slack's part of an ordered fault is: sockets, people and channels."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.people.whereabouts import home_of
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.methods import METHODS
from bot.sandbox.slack.workspace import Workspace

SIDE_REQUESTS = frozenset({"response_url", "upload"})


class FaultySlack:
    """The `FaultyPlatform` of the local Slack."""

    def __init__(self, town: Town, sockets: Sockets) -> None:
        self._town = town
        self._sockets = sockets

    def knows_request(self, what: str) -> bool:
        """Whether there is a Web API method of this name, or it is a response URL or an upload."""
        return what in METHODS or what in SIDE_REQUESTS

    async def drop_sockets(self) -> None:
        """Cut every socket without a word."""
        for app_token in self._app_tokens():
            self._sockets.drop(app_token)

    async def silence_sockets(self) -> None:
        """Keep the open sockets open and let nothing through any more."""
        for app_token in self._app_tokens():
            self._sockets.freeze(app_token)

    async def hear_sockets(self) -> None:
        """Cut the silent sockets, so that the app opens others."""
        for app_token in self._app_tokens():
            self._sockets.cut_silent(app_token)

    async def ask_to_reconnect(self) -> None:
        """Say `disconnect` with `refresh_requested`, and close."""
        for app_token in self._app_tokens():
            await self._sockets.ask_to_reconnect(app_token)

    async def refuse_dms(self, user: str, *, refuses: bool) -> None:
        """Answer `user_disabled` to what the app sends to this person."""
        workspace = home_of(self._town, user)
        (workspace.refusing.add if refuses else workspace.refusing.discard)(user)

    async def lose_channel(self, place: str, *, lost: bool) -> None:
        """Answer `channel_not_found` for this channel, and take it from everybody's sidebar."""
        if not lost:
            for workspace in self._town.workspaces:
                workspace.find_channel_again(place)
        else:
            workspace = self._with_channel(place)
            workspace.lose_channel(place)
        self._town.changed()

    def _with_channel(self, place: str) -> Workspace:
        for workspace in self._town.workspaces:
            channel = workspace.channels.get(place)
            if channel is not None and not channel.direct_with:
                return workspace
        raise CannotDo(f"There is no channel {place!r} that could be lost.")

    def _app_tokens(self) -> Iterable[str]:
        return {workspace.app.app_token for workspace in self._town.workspaces}
