"""Knows in which language each person has their Slack: no event says it, so Slack is asked now and then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.events import Person
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.slack.direct import client_of
from bot.platforms.slack.failures import asked

# An event waits for this the first time, and it has 3 s in all.
_QUICKLY = 0.5
# People change it rarely; after this many seconds it is asked again.
_KEPT = 12 * 3600.0
# The same when Slack did not answer: nobody waits again for each event meanwhile.
_KEPT_UNKNOWN = 300.0
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class _Known:
    locale: str
    until: float


class Locales:
    """Locales such as `es-LA` by account, remembered for half a day; empty where Slack does not tell."""

    def __init__(self, clients: Mapping[str, AsyncWebClient]) -> None:
        self._clients = clients
        self._known: dict[Person, _Known] = {}

    def known(self, person: Person) -> str | None:
        """The person's locale as far as it was asked lately."""
        found = self._known.get(person)
        return found.locale if found and found.until > time.monotonic() else None

    async def of(self, person: Person) -> str:
        """The person's locale, or empty when it cannot be found out in a moment."""
        if (known := self.known(person)) is not None:
            return known
        try:
            locale, kept = await self._asked(person), _KEPT
        except (NotSent, Unclear, TimeoutError):
            found = self._known.get(person)
            locale, kept = found.locale if found else "", _KEPT_UNKNOWN
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[person] = _Known(locale, time.monotonic() + kept)
        return locale

    async def _asked(self, person: Person) -> str:
        """What Slack says; empty where it tells this app nothing about people."""
        try:
            async with asyncio.timeout(_QUICKLY):
                client = client_of(self._clients, person.workspace)
                answer = await asked(client.users_info(user=person.account, include_locale=True))
        except Refused:
            return ""
        user = answer.get("user") or {}
        return str(user.get("locale") or "")
