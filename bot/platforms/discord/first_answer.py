"""The answer that is there in time: Discord's first answer to the interaction is the reply itself."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import aiohttp
import discord
import structlog

from bot.chat.cards import Card, split
from bot.chat.forms import Form
from bot.platforms.discord.forms import modal
from bot.platforms.discord.interaction import Interaction, Kind
from bot.platforms.discord.mark import key_in
from bot.platforms.discord.markup import Json
from bot.platforms.discord.render import message
from bot.platforms.discord.terms import Words

UNKNOWN_INTERACTION = 10062
ALREADY_ANSWERED = 40060
# Seconds, after a 5xx or a reset connection.
_LIBRARY_TRIES_AGAIN_AFTER = 1.0
_log = structlog.get_logger(__name__)


class FirstAnswer:
    """Answers an interaction that nothing was answered to yet."""

    def __init__(self, interaction: Interaction, words: Words) -> None:
        self._interaction = interaction
        self._words = words

    async def say(self, card: Card, *, private: bool) -> None:
        """A new message."""
        first, *more = split(card)
        if await in_time(self._interaction, Kind.SAY, message(first, private=private)):
            await follow_up(self._interaction, more, private=private)

    async def replace(self, card: Card, *, private: bool) -> None:
        """The message of the button becomes the card; without one, or when it is gone, it is said anew."""
        pressed = self._interaction.message
        if pressed is None:
            await self.say(card, private=private)
            return
        first, *more = split(card)
        try:
            there = await in_time(self._interaction, Kind.UPDATE, drawn_again(pressed, first))
        except discord.HTTPException as refused:
            _log.info("discord.message_not_editable", interaction=self._interaction.id, code=refused.code)
            await self.say(card, private=private)
            return
        if there:
            await follow_up(self._interaction, more, private=self._interaction.is_aside)

    async def ask(self, form: Form) -> None:
        """The form opens."""
        await in_time(self._interaction, Kind.ASK, modal(form, self._words()))


def drawn_again(pressed: Json, card: Card) -> Json:
    """The card that takes the place of the one on a message, and is found by the same delivery's key."""
    return message(card, key=key_in(pressed.get("components", ())))


async def follow_up(interaction: Interaction, pieces: Sequence[Card], *, private: bool) -> None:
    """Send what did not fit the first message."""
    for piece in pieces:
        await interaction.follow_up(message(piece, private=private))


async def in_time(interaction: Interaction, kind: Kind, data: Json | None = None) -> bool:
    """Whether the interaction is answered now; one that Discord gave up on is logged, never a crash.

    A lost connection is tried once more. 10062 comes after 3 s and after downtime. 40060 means that it is
    answered: by an attempt of ours that had arrived, or at the first attempt by another process of this bot,
    which then says the rest too.
    """
    attempts = Attempts()
    try:
        await attempts.make(lambda: interaction.answer(kind, data))
    except discord.HTTPException as refused:
        if refused.code not in {UNKNOWN_INTERACTION, ALREADY_ANSWERED}:
            raise
        _log.warning("discord.first_answer_refused", interaction=interaction.id, code=refused.code)
        return refused.code == ALREADY_ANSWERED and attempts.several
    return True


@dataclass(slots=True)
class Attempts:
    """How often something was tried: by us, or by the library, which waits a second or more in between."""

    _began: float = field(default_factory=time.monotonic)
    _lost: bool = False

    @property
    def several(self) -> bool:
        """Whether an attempt before the last one may have arrived."""
        return self._lost or time.monotonic() - self._began >= _LIBRARY_TRIES_AGAIN_AFTER

    async def make(self, answer: Callable[[], Awaitable[object]]) -> None:
        """Answer, at most twice."""
        try:
            await answer()
        except aiohttp.ClientError:
            self._lost = True
            await answer()
