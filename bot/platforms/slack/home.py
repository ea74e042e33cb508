"""Draws and publishes people's home pages, one at a time for each person and never twice the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.cards import Part
from bot.chat.events import Person
from bot.chat.messenger import NotSent, Reception, Refused
from bot.chat.phrases import Phrases
from bot.chat.replies import Replace, Say
from bot.platforms.slack.direct import client_of
from bot.platforms.slack.failures import asked
from bot.platforms.slack.home_view import home_view
from bot.platforms.slack.homes_shown import HomesShown, Shown
from bot.platforms.slack.locales import Locales
from bot.platforms.slack.markup import Json
from bot.platforms.slack.patience import patiently
from bot.platforms.slack.visits import Visit


class HomePages:
    """The pages of all workspaces; `clients` by workspace id."""

    def __init__(
        self,
        reception: Reception,
        clients: Mapping[str, AsyncWebClient],
        locales: Locales,
    ) -> None:
        self._reception = reception
        self._clients = clients
        self._locales = locales
        self._shown = HomesShown()

    def of(self, person: Person) -> Shown:
        """What is known of somebody's page."""
        return self._shown.of(person)

    def looked_at(self, person: Person) -> Shown | None:
        """The same of somebody who opened it lately; None for everybody else."""
        return self._shown.looked_at(person)

    async def phrases(self, visit: Visit) -> Phrases:
        """The sentences for whoever looks."""
        return self._reception.phrases(visit.call(await self._locales.of(visit.person)))

    async def publish(self, visit: Visit, note: Sequence[Part] = ()) -> None:
        """Draw the page below a note, and publish it unless it stands there already.

        Raises `BotAway`, `NotSent`, `Refused` or `Unclear`.
        """
        shown = self.of(visit.person)
        # What is drawn later is published later.
        async with shown.one_at_a_time:
            expected = shown.hash or visit.hash
            try:
                await self._put(visit, note, shown, expected)
            except Refused as refused:
                if "hash_conflict" not in str(refused):
                    raise
                # Another process of the bot was faster: what is drawn now knows of what it did.
                await self._put(visit, note, shown, "")

    async def _put(self, visit: Visit, note: Sequence[Part], shown: Shown, expected: str) -> None:
        view = await self._drawn(visit, note)
        if not shown.shows(view):
            await patiently(partial(self._call, visit.person, view, shown, expected), unclear=True)

    async def _drawn(self, visit: Visit, note: Sequence[Part]) -> Json:
        call = visit.call(await self._locales.of(visit.person))
        reply = await self._reception.answer(call)
        if not isinstance(reply, Say | Replace):
            raise TypeError(f"a home page was answered with {type(reply).__name__}")
        return home_view(reply.card, self._reception.phrases(call), note, visit.passed)

    async def _call(self, person: Person, view: Json, shown: Shown, expected: str) -> None:
        self._shown.may_ask(person.workspace)
        client = client_of(self._clients, person.workspace)
        call = client.views_publish(user_id=person.account, view=view, hash=expected or None)
        try:
            answer = await asked(call)
        except NotSent as problem:
            self._shown.rest(person.workspace, problem.seconds)
            raise
        shown.published(view, str((answer.get("view") or {}).get("hash") or ""))
