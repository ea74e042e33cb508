"""Where every interaction arrives: what is being typed is completed, everything else becomes a call."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiohttp
import discord
import structlog

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.messenger import AnsweredElsewhere, BotAway, Reception
from bot.chat.text import plain, shorten
from bot.platforms.discord import inbound
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.interaction import Interaction, Kind, Sort
from bot.platforms.discord.markup import Json
from bot.platforms.discord.trouble import log_trouble

_CHOICE_NAME = 100
_COMPLETION_PATIENCE = 2.5
_log = structlog.get_logger(__name__)


class Arrivals:
    """Takes the interactions of one connection."""

    def __init__(self, reception: Reception, answers: Answers) -> None:
        self._reception = reception
        self._answers = answers

    async def receive(self, interaction: Interaction) -> None:
        """Answer it; returns when that is done."""
        try:
            if interaction.event["type"] == Sort.COMPLETION:
                await self._complete(interaction)
            elif call := inbound.read(interaction.event, self._reception.router):
                await self._answers.give(interaction, call)
        except Exception as trouble:  # noqa: BLE001 - the outermost edge: logged with its reference
            log_trouble(interaction, trouble)

    async def receive_direct(self, message: discord.Message) -> None:
        """Take note that somebody wrote to the bot; what they wrote is not looked at."""
        try:
            await self._reception.notice(inbound.wrote(message))
        except AnsweredElsewhere:
            return
        except BotAway:
            _log.warning("discord.message_let_go", message=message.id)

    async def _complete(self, interaction: Interaction) -> None:
        try:
            async with asyncio.timeout(_COMPLETION_PATIENCE):
                found = await self._suggestions(interaction)
                await interaction.answer(Kind.COMPLETE, {"choices": completions(found)})
        except (BotAway, TimeoutError, discord.HTTPException, aiohttp.ClientError) as trouble:
            # Nothing is lost: the person sees no completion and types on.
            _log.warning("discord.no_completion", interaction=interaction.id, error=type(trouble).__name__)

    async def _suggestions(self, interaction: Interaction) -> Sequence[Option]:
        half = inbound.half_typed(inbound.origin(interaction.event), inbound.data_of(interaction.event))
        # Discord may show the commands of an earlier version for a while.
        command = self._reception.router.commands.get(half.call.command)
        if command is None or half.parameter not in {one.name for one in command.parameters}:
            return ()
        return await self._reception.suggest(half.call, half.parameter, half.typed)


def completions(found: Sequence[Option]) -> list[Json]:
    """The completions as Discord takes them: only a description is ever shortened."""
    limits.holds("completions", len(found), limits.SUGGESTIONS)
    return [{"name": _name(option), "value": option.id} for option in found]


def _name(option: Option) -> str:
    label = plain(option.label)
    if not option.description:
        return label
    return f"{label} · {shorten(plain(option.description), _CHOICE_NAME - len(label) - 3)}"
