"""Knows the direct message between the bot and each person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.events import Person
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.slack.failures import asked

# Every direct message's id starts like this, also those between two other people.
_DIRECT = "D"
# An event waits for this, and it has 3 s in all.
_QUICKLY = 0.8


class DirectMessages:
    """The ids of direct messages, asked once and remembered: they never change."""

    def __init__(self, clients: Mapping[str, AsyncWebClient]) -> None:
        self._clients = clients
        self._known: dict[tuple[str, str], str] = {}

    async def channel(self, person: Person) -> str:
        """The channel id; raises `NotSent` or `Refused`, never `Unclear`, as opening posts nothing."""
        key = (person.workspace, person.account)
        if key not in self._known:
            self._known[key] = await self._open(person)
        return self._known[key]

    def known_between(self, person: Person, channel: str) -> bool | None:
        """The same as `is_between` without asking Slack; None where it must be asked."""
        if not channel.startswith(_DIRECT):
            return False
        known = self._known.get((person.workspace, person.account))
        return None if known is None else known == channel

    async def is_between(self, person: Person, channel: str) -> bool:
        """Whether `channel` is this person's direct message with the bot; no when it cannot be found out.

        A command can be typed in any direct message. What is private must not be said as an ordinary
        message in one between two other people.
        """
        if (known := self.known_between(person, channel)) is not None:
            return known
        try:
            async with asyncio.timeout(_QUICKLY):
                return await self.channel(person) == channel
        except (NotSent, Refused, TimeoutError):
            return False

    async def _open(self, person: Person) -> str:
        client = client_of(self._clients, person.workspace)
        try:
            answer = await asked(client.conversations_open(users=person.account))
        except Unclear as problem:
            raise NotSent(str(problem)) from problem
        except Refused as problem:
            raise for_person(problem) from problem
        return str(answer["channel"]["id"])


def client_of(clients: Mapping[str, AsyncWebClient], workspace: str) -> AsyncWebClient:
    """The client of a workspace; raises `Refused` for one that the bot has no token for."""
    try:
        return clients[workspace]
    except KeyError:
        raise Refused("no-permission", f"no token for the workspace {workspace!r}") from None


def for_person(problem: Refused) -> Refused:
    """The same refusal where a person stood for the channel: no such channel is no such person."""
    return Refused("account-gone", str(problem)) if problem.reason == "place-gone" else problem
