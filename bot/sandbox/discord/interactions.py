"""Interactions under way: their tokens, their windows and how the person who acted learns of the answer."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field

from bot.sandbox.discord.records import Json
from bot.sandbox.discord.snowflakes import Snowflakes
from bot.sandbox.discord.windows import Windows

COMMAND, COMPONENT, COMPLETION, FORM = 2, 3, 4, 5
_MOST_KEPT = 20_000


@dataclass(slots=True)
class Interaction:
    """One act of a person; `source` is the pressed message, `response` the id of the first answer."""

    id: str
    kind: int
    app: str
    user: str
    channel: str
    data: Json
    source: str = ""
    opened_by: Json | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    started: float = field(default_factory=time.monotonic)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    answer: int | None = None
    response: str = ""
    suggestions: tuple[Json, ...] = ()

    def age(self) -> float:
        """Return the seconds since the person acted."""
        return time.monotonic() - self.started


class Interactions:
    """The interactions whose tokens may still be used."""

    def __init__(self, ids: Snowflakes, windows: Windows) -> None:
        self.windows = windows
        self._ids = ids
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def begin(self, kind: int, app: str, user: str, channel: str, data: Json) -> Interaction:
        """Start an interaction; the windows run from now."""
        self._purge()
        interaction = Interaction(self._ids.make(), kind, app, user, channel, data)
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        return interaction

    def for_first_answer(self, snowflake: str, token: str) -> Interaction | None:
        """Return the interaction that an answer names, in time or not."""
        found = self._by_id.get(snowflake)
        return found if found is not None and found.token == token else None

    def for_follow_up(self, app: str, token: str) -> Interaction | None:
        """Return the answered interaction of a token, expired or not."""
        found = self._by_token.get(token)
        if found is None or found.app != app or found.answer is None:
            return None
        return found

    def in_time(self, interaction: Interaction) -> bool:
        """Whether the first answer may still be given."""
        return interaction.age() <= self.windows.first_answer

    def expired(self, interaction: Interaction) -> bool:
        """Whether the token has run out."""
        return interaction.age() > self.windows.token

    def gone(self, snowflake: str) -> bool:
        """Whether nothing can be answered to this interaction any more."""
        found = self._by_id.get(snowflake)
        return found is None or self.expired(found)

    async def wait(self, interaction: Interaction) -> bool:
        """Wait for the first answer as long as Discord does; returns whether it came."""
        left = self.windows.first_answer - interaction.age()
        try:
            async with asyncio.timeout(max(left, 0)):
                await interaction.answered.wait()
        except TimeoutError:
            return False
        return True

    def forget_in(self, channel: str) -> None:
        """Let nothing be answered any more to what was begun in a channel that is gone."""
        self._forget([each for each in self._by_id.values() if each.channel == channel])

    def _purge(self) -> None:
        """The oldest stand first; more than the most are not kept, however young they are."""
        over: list[Interaction] = []
        for each in self._by_id.values():
            if each.age() <= 2 * self.windows.token and len(self._by_id) - len(over) < _MOST_KEPT:
                break
            over.append(each)
        self._forget(over)

    def _forget(self, over: list[Interaction]) -> None:
        for each in over:
            del self._by_id[each.id]
            del self._by_token[each.token]
