"""A rating window that somebody has begun and not finished, on their own page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Paragraph, Part
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.rating.walk import open_walk
from bot.permissions import Act, Reach


class UnfinishedRatings:
    """How far somebody is in each of their teams' windows (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """A line a team with the way on; nothing where no window is open or all is rated."""
        return [
            part for seat in held if desk.reach(seat, Act.RATE) > Reach.NONE for part in _line(desk, seat)
        ]


def _line(desk: Desk, seat: Seat) -> tuple[Part, ...]:
    t, walk = desk.t, open_walk(desk, seat)
    if walk is None or walk.closes_at is None or not walk.left:
        return ()
    words = t(
        "Rating for {team}: {done} of {count} rated, open until {moment}.",
        team=seat.team.name,
        done=walk.done,
        count=len(walk.indicators),
        moment=seat.reader.moment(walk.closes_at),
    )
    return (Paragraph(words), Buttons((Button(t("Go on"), wire("rate-walk", seat.team.id, "me")),)))
