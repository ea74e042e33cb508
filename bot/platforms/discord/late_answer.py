"""The answer that took longer: something was answered in the meantime, and the reply takes its place."""

from __future__ import annotations

import structlog

from bot.chat.cards import Card, Paragraph, card, split
from bot.chat.forms import Form
from bot.platforms.discord.first_answer import drawn_again, follow_up, in_time
from bot.platforms.discord.interaction import Interaction, Kind
from bot.platforms.discord.render import EPHEMERAL, message
from bot.platforms.discord.terms import Terms, Words

_log = structlog.get_logger(__name__)


class LateAnswer:
    """Answers an interaction after `hold` has answered it for the time being."""

    def __init__(self, interaction: Interaction, terms: Terms, words: Words) -> None:
        self._interaction = interaction
        self._terms = terms
        self._words = words
        # A deferred update shows nothing, so there is no message in the meantime to take the place of.
        self._updates = interaction.message is not None and not terms.opens_form
        self._placeholder = not self._updates

    async def hold(self) -> bool:
        """Answer for the time being; whether Discord took it."""
        private = self._terms.private
        if self._updates:
            return await in_time(self._interaction, Kind.DEFER_UPDATE)
        if not self._terms.opens_form:
            return await in_time(self._interaction, Kind.DEFER, {"flags": EPHEMERAL if private else 0})
        # A form must be the first answer, so this cannot be deferred. What was asked for still happens.
        t = self._words()
        sorry = card(Paragraph(t("That took too long, so the form could not open. Please try once more.")))
        return await in_time(self._interaction, Kind.SAY, message(sorry, private=private))

    async def say(self, card: Card, *, private: bool) -> None:
        """A new message, in place of the one shown in the meantime."""
        pieces = split(card)
        if self._placeholder:
            self._placeholder = False
            if private == self._terms.private:
                first, pieces = pieces[0], pieces[1:]
                await self._interaction.edit_answer(message(first))
            else:
                # Who sees the placeholder was fixed when it was sent, so it cannot become this message.
                await self._interaction.delete_answer()
        await follow_up(self._interaction, pieces, private=private)

    async def replace(self, card: Card, *, private: bool) -> None:
        """The message of the button becomes the card."""
        pressed = self._interaction.message
        if pressed is None or not self._updates:
            await self.say(card, private=private)
            return
        first, *more = split(card)
        await self._interaction.edit_answer(drawn_again(pressed, first))
        await follow_up(self._interaction, more, private=self._interaction.is_aside)

    async def ask(self, form: Form) -> None:
        """Too late for a form: the person was asked to try again."""
        _log.warning(
            "discord.form_too_late", interaction=self._interaction.id, form=form.wire.partition(":")[0]
        )
