"""Posts, edits and finds messages in Slack: the bot's `Messenger` there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.messenger import Address, File, NotSent, Refused, Unclear
from bot.chat.sending_limits import SendingLimits
from bot.platforms.slack.direct import DirectMessages, client_of, for_person
from bot.platforms.slack.failures import asked
from bot.platforms.slack.files import brings, share, upload
from bot.platforms.slack.limits import sending_limits
from bot.platforms.slack.mark import key_of, metadata
from bot.platforms.slack.reach import PLATFORM
from bot.platforms.slack.render import message as drawn

_PAGE = 200
_A_FEW = 20


class SlackMessenger:
    """Messages of the bot in all its workspaces; the clients must not retry a post on their own."""

    def __init__(
        self,
        clients: Mapping[str, AsyncWebClient],
        direct: DirectMessages,
        limits: SendingLimits | None = None,
    ) -> None:
        self.platform = PLATFORM
        self.limits = limits or sending_limits()
        self._clients = clients
        self._direct = direct

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Post a card that fits one message; the delivery's `key` travels as message metadata.

        With a file it stands in the file's name (`files.py`), and the message's id is only known if Slack
        shows it at once.
        """
        try:
            return await (self._post(to, card, key) if file is None else self._bring(to, card, key, file))
        except Refused as problem:
            raise (for_person(problem) if isinstance(to, Person) else problem) from problem

    async def _post(self, to: Address, card: Card, key: str) -> MessageRef:
        content = drawn(card)
        answer = await asked(
            client_of(self._clients, to.workspace).chat_postMessage(
                # Slack opens the direct message itself: asking for it first is limited to 50 a minute.
                channel=to.account if isinstance(to, Person) else to.channel,
                text=content["text"],
                blocks=content["blocks"],
                metadata=metadata(key),
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return MessageRef(PLATFORM, to.workspace, str(answer["channel"]), str(answer["ts"]))

    async def _bring(self, to: Address, card: Card, key: str, file: File) -> MessageRef:
        client = client_of(self._clients, to.workspace)
        channel = await self._channel(to)
        file_id = await upload(client, file, key)
        await share(client, channel, file_id, file, drawn(card))
        try:
            found = await self._newest_with(to.workspace, channel, key)
        except (NotSent, Refused, Unclear):
            # It stands there all the same.
            found = ""
        return MessageRef(PLATFORM, to.workspace, channel, found)

    async def _newest_with(self, workspace: str, channel: str, key: str) -> str:
        """The id of a message among the newest that brings the delivery's file; empty if it is not there."""
        client = client_of(self._clients, workspace)
        answer = await asked(client.conversations_history(channel=channel, limit=_A_FEW))
        return next((str(one["ts"]) for one in answer["messages"] if brings(one, key)), "")

    async def edit(self, message: MessageRef, card: Card) -> None:
        """Make a message of the bot show another card; naming no metadata keeps its own."""
        content = drawn(card)
        await asked(
            client_of(self._clients, message.workspace).chat_update(
                channel=message.channel, ts=message.message, text=content["text"], blocks=content["blocks"]
            )
        )

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        """The message that carries the delivery's `key`, or brings its file, if posted after `since`."""
        channel = await self._channel(to)
        async for message in self._history(to.workspace, channel, since):
            if key_of(message) == key or brings(message, key):
                return MessageRef(PLATFORM, to.workspace, channel, str(message["ts"]))
        return None

    async def _channel(self, to: Address) -> str:
        return await self._direct.channel(to) if isinstance(to, Person) else to.channel

    async def _history(
        self, workspace: str, channel: str, since: datetime
    ) -> AsyncIterator[Mapping[str, Any]]:
        client = client_of(self._clients, workspace)
        cursor = ""
        while True:
            answer = await asked(
                client.conversations_history(
                    channel=channel,
                    oldest=f"{since.timestamp():.6f}",
                    include_all_metadata=True,
                    inclusive=True,
                    limit=_PAGE,
                    cursor=cursor or None,
                )
            )
            for message in answer["messages"]:
                yield message
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return
