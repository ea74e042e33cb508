"""The same event once more, under the same ids, as platforms send it when they are not sure that it arrived.

Slack says so of its Events API and promises nothing about commands, buttons and forms, which travel over the
same sockets. Discord plays events back only to a session that is resumed, not to a process that starts anew.
The bot must do each of them once, whoever repeats it.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.slack.server import SlackServer

_CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
_PATIENCE = 5.0


class Repeats(Protocol):
    """Repeats what a platform sent last."""

    async def again(self) -> str:
        """Send it again; returns the bot's answer as JSON in a string."""


class SlackRepeats:
    """Uses the local Slack's own way to bring an envelope again."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server

    async def again(self) -> str:
        return str(await self._server.courier.repeat())


class DiscordRepeats:
    """Uses the local Discord's own way to repeat an interaction."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    async def again(self) -> str:
        before = self._newest()
        await self._server.repeat_interaction()
        async with asyncio.timeout(_PATIENCE):
            while (newest := self._newest()) == before:  # noqa: ASYNC110 - the far side of a socket
                await asyncio.sleep(0.01)
        return newest[1]

    def _newest(self) -> tuple[int, str]:
        """The last answer and its number; how many there are says nothing once the oldest are forgotten."""
        answers = self._server.traffic.of(_CALLBACK)
        return (answers[-1].number, str(answers[-1].sent["body"])) if answers else (0, "")
