"""The answer that took longer: something was answered in the meantime, and the reply takes its place."""

from __future__ import annotations

import structlog

from bot.chat.cards import Card, Paragraph, card, split
from bot.chat.forms import Form
from bot.chat.phrases import Phrases
from bot.platforms.discord.first_answer import Interaction, drawn, follow_up, in_time
from bot.platforms.discord.terms import Terms

_log = structlog.get_logger(__name__)


class LateAnswer:
    """Answers an interaction after `hold` has answered it for the time being."""

    def __init__(self, interaction: Interaction, terms: Terms, t: Phrases) -> None:
        self._interaction = interaction
        self._terms = terms
        self._t = t
        # A deferred update shows nothing, so there is no message in the meantime to take the place of.
        self._updates = interaction.message is not None and not terms.opens_form
        self._placeholder = not self._updates

    async def hold(self) -> bool:
        """Answer for the time being; whether Discord took it."""
        response = self._interaction.response
        if self._terms.opens_form:
            # A form must be the first answer, so this cannot be deferred. What was asked for still happens.
            words = self._t("That took too long, sorry. Please try again.")
            said = response.send_message(view=drawn(card(Paragraph(words))), ephemeral=self._terms.private)
            return await in_time(self._interaction, said)
        waiting = response.defer(thinking=not self._updates, ephemeral=self._terms.private)
        return await in_time(self._interaction, waiting)

    async def say(self, card: Card, *, private: bool) -> None:
        """A new message, in place of the one shown in the meantime."""
        pieces = split(card)
        if self._placeholder and private == self._terms.private:
            self._placeholder = False
            await self._interaction.edit_original_response(view=drawn(pieces[0]))
            pieces = pieces[1:]
        elif self._placeholder:
            # Who sees the placeholder was fixed when it was sent, so it cannot become this message.
            self._placeholder = False
            await self._interaction.delete_original_response()
        await follow_up(self._interaction, pieces, private=private)

    async def replace(self, card: Card, *, private: bool) -> None:
        """The message of the button becomes the card."""
        message = self._interaction.message
        if message is None or not self._updates:
            await self.say(card, private=private)
            return
        pieces = split(card)
        await self._interaction.edit_original_response(view=drawn(pieces[0]))
        await follow_up(self._interaction, pieces[1:], private=message.flags.ephemeral)

    async def ask(self, form: Form) -> None:
        """Too late for a form: the person was asked to try again."""
        _log.warning(
            "discord.form_too_late", interaction=self._interaction.id, form=form.wire.partition(":")[0]
        )
