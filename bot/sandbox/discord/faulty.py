"""What goes wrong with the local Discord when somebody orders it: the platform's side of the fault desk."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from bot.sandbox.discord.gateway.door import Door
from bot.sandbox.discord.gateway.intents import GUILDS
from bot.sandbox.discord.records import Channel
from bot.sandbox.discord.shapes import channel_json
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo


@dataclass(frozen=True, slots=True)
class FaultyDiscord:
    """Discord as far as faults reach it; `requests` are the names of its REST routes."""

    world: World
    door: Door
    requests: Container[str]

    def knows_request(self, what: str) -> bool:
        """Whether there is a route of this name, such as `POST /channels/{channel_id}/messages`."""
        return what in self.requests

    async def drop_sockets(self) -> None:
        """Cut every gateway connection; the sessions can be resumed."""
        self.door.drop()

    async def silence_sockets(self) -> None:
        """Let nothing through on the open gateway connections, heartbeats' answers included."""
        self.door.silence()

    async def hear_sockets(self) -> None:
        """Cut the silent connections, so that their clients come again."""
        self.door.hear()

    async def ask_to_reconnect(self) -> None:
        """Send opcode 7 to every client."""
        self.door.ask_to_reconnect()

    async def refuse_dms(self, user: str, *, refuses: bool) -> None:
        """Let a person's direct messages be refused (50007), or accepted again; CannotDo for nobody."""
        account = self.world.directory.accounts.get(user)
        if account is None or account.bot:
            raise CannotDo(f"There is no person {user!r} in this workspace.")
        (self.world.refuses_dms.add if refuses else self.world.refuses_dms.discard)(user)

    async def lose_channel(self, place: str, *, lost: bool) -> None:
        """Delete a channel (10003 from then on), or bring it back; the app is told by the gateway."""
        if lost:
            self._lose(place)
        else:
            self._bring_back(place)
        self.world.changes.tell()

    def _lose(self, place: str) -> None:
        channel = self.world.directory.channels.get(place)
        if channel is None:
            raise CannotDo(f"There is no channel {place!r} in this workspace.")
        if channel.direct:
            raise CannotDo("A direct message cannot be lost; let the person refuse them (refuse-dms).")
        self._tell("CHANNEL_DELETE", channel)
        self.world.directory.lose(channel)
        self.world.interactions.forget_in(place)
        self.world.screens.close_in(place)

    def _bring_back(self, place: str) -> None:
        channel = self.world.directory.bring_back(place)
        if channel is not None:
            self._tell("CHANNEL_CREATE", channel)

    def _tell(self, event: str, channel: Channel) -> None:
        told = channel_json(self.world.directory, channel)
        self.world.hub.tell(channel.app, event, told, GUILDS, channel.guild)
