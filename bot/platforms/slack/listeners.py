"""Connects bolt to the bot: three listeners that take everything, and what becomes of all other events."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.chat.messenger import BotAway
from bot.platforms.slack.markup import Json

Receive = Callable[[Mapping[str, Any]], Awaitable[Json]]

# Buttons and forms outlive restarts: they are told apart by what they carry, not by who listens.
_ANY = re.compile(r".*", re.DOTALL)
_OK = 200
_AWAY = 503
_log = structlog.get_logger(__name__)


def listen(app: AsyncApp, receive: Receive) -> None:
    """Hand every command, press and form to `receive`, and acknowledge with what it returns.

    An event is left unacknowledged only when `receive` raises.
    """

    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        content = await receive(body)
        await (ack(content) if content else ack())

    app.command(_ANY)(answer)
    app.action(_ANY)(answer)
    app.view(_ANY)(answer)
    app.error(_settle)


async def _settle(error: Exception, body: dict[str, Any]) -> BoltResponse:
    if isinstance(error, BoltUnhandledRequestError):
        # Not for us: acknowledged, or Slack would send it again.
        return BoltResponse(status=_OK)
    _log.warning("event left unacknowledged", problem=type(error).__name__, kind=body.get("type", "command"))
    return BoltResponse(status=_AWAY if isinstance(error, BotAway) else 500)
