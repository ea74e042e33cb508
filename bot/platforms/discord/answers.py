"""Delivers a reply as Discord's first answer, or holds the place when the reply takes longer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Protocol

import aiohttp
import discord
import structlog

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, card
from bot.chat.events import Call
from bot.chat.forms import Form
from bot.chat.messenger import AnsweredElsewhere, BotAway, Reception
from bot.chat.phrases import Phrases
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import wire
from bot.chat.text import bold
from bot.platforms.discord.first_answer import FirstAnswer, follow_up
from bot.platforms.discord.holding import Holding
from bot.platforms.discord.interaction import Interaction
from bot.platforms.discord.late_answer import LateAnswer
from bot.platforms.discord.terms import Terms, terms
from bot.platforms.discord.trouble import log_trouble

_log = structlog.get_logger(__name__)


class ProgrammingError(AssertionError):
    """A route answered with a form and did not declare that it may."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until something else is answered first; Discord gives up after 3."""

    usual: float = 1.5
    # A form cannot follow a deferral, so these wait as long as Discord allows.
    forms: float = 2.5


class _Answer(Protocol):
    async def say(self, card: Card, *, private: bool) -> None: ...
    async def replace(self, card: Card, *, private: bool) -> None: ...
    async def ask(self, form: Form) -> None: ...


class Answers:
    """Takes each call to the reception and its reply back to the person."""

    def __init__(self, reception: Reception, patience: Patience) -> None:
        self._reception = reception
        self._patience = patience

    async def give(self, interaction: Interaction, call: Call) -> None:
        """Answer the interaction; whatever goes wrong is logged with a reference that the person is told."""
        try:
            await self._give(interaction, call)
        except AnsweredElsewhere:
            _log.info("discord.left_to_another", interaction=interaction.id)
        except BotAway:
            words = self._reception.phrases(call)(
                "My records are out of reach just now. Please try again in a minute."
            )
            await self._apologise(interaction, call, words)
        except Exception as trouble:  # noqa: BLE001 - the outermost edge: logged with its reference
            words = self._reception.phrases(call)(
                "Something went wrong on my side. If it happens again, tell whoever runs me this "
                "reference: {reference}",
                reference=log_trouble(interaction, trouble),
            )
            await self._apologise(interaction, call, words)

    async def _give(self, interaction: Interaction, call: Call) -> None:
        agreed, words = terms(call, self._reception.router), partial(self._reception.phrases, call)
        late = LateAnswer(interaction, agreed, words)
        holding = Holding(late.hold, self._patience.forms if agreed.opens_form else self._patience.usual)
        try:
            reply = await self._reception.answer(call)
        finally:
            held = await holding.over()
        if held is None:
            await self._deliver(call, reply, FirstAnswer(interaction, words), agreed)
        elif held:
            await self._deliver(call, reply, late, agreed)

    async def _deliver(self, call: Call, reply: Reply, answer: _Answer, agreed: Terms) -> None:
        match reply:
            case Say(said):
                await answer.say(said, private=agreed.private)
            case Replace(said):
                await answer.replace(said, private=agreed.private)
            case Ask(form):
                if not agreed.opens_form:
                    raise ProgrammingError(
                        f"{form.wire}: the route that asks with it does not declare opens_form"
                    )
                await answer.ask(form)
            case Correct():
                await answer.say(_corrections(reply, self._reception.phrases(call)), private=agreed.shared)

    async def _apologise(self, interaction: Interaction, call: Call, sorry: str) -> None:
        said, private = card(Paragraph(sorry)), not call.place.direct
        try:
            if interaction.answered:
                await follow_up(interaction, [said], private=private)
            else:
                words = partial(self._reception.phrases, call)
                await FirstAnswer(interaction, words).say(said, private=private)
        except (discord.DiscordException, aiohttp.ClientError) as refused:
            _log.warning("discord.apology_refused", interaction=interaction.id, error=type(refused).__name__)


def _corrections(reply: Correct, t: Phrases) -> Card:
    labels = {field.id: field.label for field in reply.form.fields}
    lines: list[Part] = [Paragraph(t("Not recorded yet. Please look at this again:"))]
    for field, problem in reply.problems.items():
        line = t("{field}: {problem}", field=bold(labels.get(field, field)), problem=problem)
        lines.append(Paragraph(line))
    if reply.draft:
        edit = Button(t("Edit answers"), wire("draft", reply.draft), "main")
        lines.append(Buttons((edit,)))
    return card(*lines)
