"""Brings cards and forms back to where an event came from, by the first way that is still open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.cards import Card, split
from bot.chat.events import MessageRef
from bot.chat.forms import Form
from bot.chat.messenger import Messenger, Refused
from bot.platforms.slack.direct import DirectMessages, client_of
from bot.platforms.slack.failures import asked
from bot.platforms.slack.forms import modal
from bot.platforms.slack.markup import Json
from bot.platforms.slack.patience import patiently
from bot.platforms.slack.reach import Reach
from bot.platforms.slack.render import message as drawn

_OK = 200


class TooLate(Exception):  # noqa: N818 - says what happened
    """The trigger that opens a form has run out."""


class Way(Protocol):
    """A way back to a person; raises `NotSent`, `Refused` or `Unclear` when it is closed."""

    async def say(self, reach: Reach, cards: tuple[Card, ...], *, private: bool) -> None:
        """Something new, one card after the other."""

    async def replace(self, reach: Reach, card: Card) -> bool:
        """What was pressed becomes `card`; False when it cannot be changed any more."""

    async def ask(self, reach: Reach, form: Form) -> None:
        """Open a form; raises `TooLate` when Slack no longer takes it."""


def response_type(reach: Reach, *, private: bool) -> str:
    """Who sees the message, in Slack's words; in a direct message an ordinary one is private already."""
    return "ephemeral" if private and not reach.direct else "in_channel"


class Delivery:
    """The way to where messages stand (`Way`)."""

    def __init__(
        self,
        clients: Mapping[str, AsyncWebClient],
        messenger: Messenger,
        direct: DirectMessages,
        session: aiohttp.ClientSession,
    ) -> None:
        self._clients = clients
        self._messenger = messenger
        self._direct = direct
        self._session = session

    async def say(self, reach: Reach, cards: tuple[Card, ...], *, private: bool) -> None:
        """New messages, one a card, where the person is."""
        for card in cards:
            content = drawn(card)
            kind = response_type(reach, private=private)
            body = {**content, "response_type": kind, "replace_original": False}
            if not await self._respond(reach, body):
                await patiently(partial(self._post, reach, content, private=private), unclear=False)

    async def replace(self, reach: Reach, card: Card) -> bool:
        """The message that was pressed becomes `card`; False when it cannot be edited any more."""
        first, *others = split(card)
        if not await self._replace_first(reach, first):
            return False
        await self.say(reach, tuple(others), private=reach.ephemeral)
        return True

    async def ask(self, reach: Reach, form: Form) -> None:
        """Open a form; raises `TooLate` when Slack no longer takes it."""
        view = modal(form, reach.metadata())
        try:
            client = client_of(self._clients, reach.workspace)
            await asked(client.views_open(trigger_id=reach.trigger_id, view=view))
        except Refused as refused:
            if "trigger" in str(refused):
                raise TooLate from refused
            raise

    async def _replace_first(self, reach: Reach, card: Card) -> bool:
        message = reach.message_ref()
        if message is not None and await self._edit(message, card):
            return True
        return bool(reach.message) and await self._respond(reach, {**drawn(card), "replace_original": True})

    async def _edit(self, message: MessageRef, card: Card) -> bool:
        try:
            await patiently(partial(self._messenger.edit, message, card), unclear=True)
        except Refused:
            return False
        return True

    async def _respond(self, reach: Reach, body: Json) -> bool:
        """Post to the response URL; False when there is none, or it has run out."""
        if not reach.response_url:
            return False
        webhook = AsyncWebhookClient(reach.response_url, session=self._session, retry_handlers=[])
        try:
            answer = await webhook.send_dict(body)
        except (aiohttp.ClientError, TimeoutError):
            return False
        return answer.status_code == _OK

    async def _post(self, reach: Reach, content: Json, *, private: bool) -> None:
        client = client_of(self._clients, reach.workspace)
        if private and not reach.direct:
            await self._post_privately(client, reach, content)
        else:
            await asked(client.chat_postMessage(channel=await self._channel(reach), **content))

    async def _channel(self, reach: Reach) -> str:
        return reach.channel or await self._direct.channel(reach.person())

    async def _post_privately(self, client: AsyncWebClient, reach: Reach, content: Json) -> None:
        try:
            call = client.chat_postEphemeral(channel=reach.channel, user=reach.account, **content)
            await asked(call)
        except Refused:
            # The bot is not in that channel: the person's own direct message is as private.
            channel = await self._direct.channel(reach.person())
            await asked(client.chat_postMessage(channel=channel, **content))
