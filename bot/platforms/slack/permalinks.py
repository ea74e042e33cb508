"""Asks Slack for the web address of a message, which takes no right but to be where the message is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.events import MessageRef
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.slack.direct import client_of
from bot.platforms.slack.failures import asked

# A form waits for this, and its trigger lives 3 s in all.
_QUICKLY = 0.8
_log = structlog.get_logger(__name__)


class Permalinks:
    """Addresses of messages; `clients` by workspace id."""

    def __init__(self, clients: Mapping[str, AsyncWebClient]) -> None:
        self._clients = clients

    async def of(self, message: MessageRef | None) -> str:
        """Where the message is read; empty for none, and where Slack does not say it, or not in time."""
        if message is None:
            return ""
        try:
            async with asyncio.timeout(_QUICKLY):
                client = client_of(self._clients, message.workspace)
                call = client.chat_getPermalink(channel=message.channel, message_ts=message.message)
                return str((await asked(call))["permalink"])
        except (NotSent, Refused, Unclear, TimeoutError) as problem:
            _log.info("slack.no_permalink", problem=str(problem) or type(problem).__name__)
            return ""
