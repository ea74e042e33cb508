"""Lets a process answer only while it is the one to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Option
from bot.chat.events import Call, CommandCall, Happening
from bot.chat.messenger import AnsweredElsewhere, BotAway, Reception
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply
from bot.chat.router import Router
from bot.replicas.tenure import Tenure
from bot.store.engine import StoreAway


@dataclass(frozen=True, slots=True)
class Fenced:
    """A `Reception` that does nothing once another process has the lease.

    A process that slept wakes with old events in its socket. Their people were told that nobody answered and
    may have asked again since, which is another event: doing the old one now would do it twice.
    """

    reception: Reception
    tenure: Tenure

    @property
    def router(self) -> Router:
        """All routes."""
        return self.reception.router

    def phrases(self, call: Call) -> Phrases:
        """The sentences for whoever called."""
        return self.reception.phrases(call)

    async def answer(self, call: Call) -> Reply:
        """The reply; raises `AnsweredElsewhere`, and `BotAway`."""
        await self._see_that_it_is_ours()
        return await self.reception.answer(call)

    async def notice(self, happening: Happening) -> None:
        """Take note; raises as `answer` does."""
        await self._see_that_it_is_ours()
        await self.reception.notice(happening)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Completions, whoever asks: they change nothing."""
        return await self.reception.suggest(call, parameter, typed)

    async def _see_that_it_is_ours(self) -> None:
        try:
            ours = await self.tenure.confirm()
        except StoreAway as away:
            raise BotAway from away
        if not ours:
            raise AnsweredElsewhere
