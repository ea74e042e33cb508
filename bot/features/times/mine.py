"""What one's own times show on one's own page: how they are, whether one is away, the way to change them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Part, SmallPrint
from bot.desk import Desk, Seat
from bot.features.times import cards
from bot.schedule import ahead
from bot.store.queries.absences import absences_from


class OwnTimes:
    """Somebody's own times (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """As `/stem times` shows them, without the small print."""
        person, today = held[0].person, held[0].reader.today
        away = absences_from(desk.session, [person.id], today)[person.id]
        card = cards.times(desk, held, away, ahead.next_check_in(desk, held), changed=False)
        return [part for part in card.parts if not isinstance(part, SmallPrint)]
