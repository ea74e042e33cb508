"""One interaction as Discord sends it, and the requests that answer it.

The library's own class makes a member, a server and a channel of every event, and has Discord send each first
answer back to make a message of it; nobody here looks at those. The requests are the library's, which knows
when to wait and when to try again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.platforms.discord.markup import Json
from bot.platforms.discord.render import EPHEMERAL

_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"


# Discord's numbers, https://discord.com/developers/docs/interactions/receiving-and-responding
class Sort(IntEnum):
    """What somebody did."""

    COMMAND = 2
    PRESS = 3
    COMPLETION = 4
    FORM = 5


class Kind(IntEnum):
    """What a first answer does."""

    SAY = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    COMPLETE = 8
    ASK = 9


@dataclass(slots=True)
class Interaction:
    """What arrived over `client`, answered or not yet.

    Its methods raise what the library raises: `discord.HTTPException` for a refusal, `aiohttp.ClientError`
    for a connection that was lost.
    """

    event: Json
    client: discord.Client
    answered: bool = False

    @property
    def id(self) -> str:
        """Its id, for the log."""
        return str(self.event["id"])

    @property
    def message(self) -> Json | None:
        """The message that the pressed control is on."""
        found: Json | None = self.event.get("message")
        return found

    @property
    def is_aside(self) -> bool:
        """Whether only one person sees that message."""
        return is_ephemeral(self.message)

    async def answer(self, kind: Kind, data: Json | None = None) -> None:
        """Give the first answer, of which Discord takes one."""
        route = Route("POST", _CALLBACK, webhook_id=int(self.id), webhook_token=self.event["token"])
        payload = {"type": kind} if data is None else {"type": kind, "data": data}
        await async_context.get().request(route, session=self._session, payload=payload)
        self.answered = True

    async def follow_up(self, message: Json) -> None:
        """Send one more message."""
        await async_context.get().execute_webhook(
            *self._webhook, session=self._session, payload=message, wait=True, with_components=True
        )

    async def edit_answer(self, message: Json) -> None:
        """Let the first answer be this message."""
        await async_context.get().edit_original_interaction_response(
            *self._webhook, session=self._session, payload=message
        )

    async def delete_answer(self) -> None:
        """Take the first answer back."""
        await async_context.get().delete_original_interaction_response(*self._webhook, session=self._session)

    @property
    def _webhook(self) -> tuple[int, str]:
        return int(self.event["application_id"]), str(self.event["token"])

    @property
    def _session(self) -> aiohttp.ClientSession:
        # The library's own interactions reach for it in the same way.
        http: Any = self.client.http
        session: aiohttp.ClientSession = http._HTTPClient__session  # noqa: SLF001
        return session


def is_ephemeral(message: Json | None) -> bool:
    """Whether one person alone sees a message."""
    return message is not None and bool(message.get("flags", 0) & EPHEMERAL)
