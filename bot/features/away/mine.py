"""What a leave shows on somebody's own page: until when they are away, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph, Part
from bot.desk import Desk, Seat
from bot.features.away import cards
from bot.store.queries.absences import absences_from


class OwnLeave:
    """The days that somebody is away (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """Each leave that is not over, with a button to come back; nothing for who is there."""
        person, reader = held[0].person, held[0].reader
        absences = absences_from(desk.session, [person.id], reader.today)[person.id]
        if not absences:
            return []
        return [Paragraph(cards.days_away(desk, reader, absences)), cards.back_button(desk)]
