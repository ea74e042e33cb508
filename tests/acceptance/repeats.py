"""The same event once more, under the same ids, as platforms send it when they are not sure that it arrived.

Slack says so of its Events API and promises nothing about commands, buttons and forms, which travel over the
same sockets. Discord plays events back only to a session that is resumed, not to a process that starts anew.
The bot must do each of them once, whoever repeats it.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.server import SlackServer

_CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
_PATIENCE = 5.0


class Repeats(Protocol):
    """Repeats what a platform sent last."""

    async def again(self) -> str:
        """Send it again; returns the bot's answer as JSON in a string."""


class SlackRepeats:
    """Listens to what goes over the sockets to the app."""

    def __init__(self, server: SlackServer) -> None:
        self._ask = server.sockets.ask
        self._last: tuple[str, Envelope] | None = None
        server.sockets.ask = self._remember  # type: ignore[method-assign]

    async def again(self) -> str:
        assert self._last is not None
        return str(await self._ask(*self._last))

    async def _remember(self, app_token: str, envelope: Envelope) -> dict[str, Any]:
        self._last = app_token, envelope
        return await self._ask(app_token, envelope)


class DiscordRepeats:
    """Uses the local Discord's own way to repeat an interaction."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    async def again(self) -> str:
        before = len(self._answers())
        await self._server.repeat_interaction()
        async with asyncio.timeout(_PATIENCE):
            while len(answers := self._answers()) == before:  # noqa: ASYNC110 - the far side of a socket
                await asyncio.sleep(0.01)
        return answers[-1]

    def _answers(self) -> list[str]:
        return [str(one.sent["body"]) for one in self._server.traffic.of(_CALLBACK)]
