"""`/stem me`: everything of one's own, for one's own eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Card, Paragraph
from bot.chat.events import CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say
from bot.chat.routes import Command, Route
from bot.desk import Desk, Seat
from bot.pages import Piece, page
from bot.permissions import Act


@dataclass(frozen=True, slots=True)
class Mine:
    """The page of these pieces, in their order."""

    pieces: Sequence[Piece]

    def answer(self, desk: Desk, call: CommandCall) -> Reply:
        """Show the caller's own."""
        return Say(self.card(desk, desk.own_seats(call)))

    def card(self, desk: Desk, held: Sequence[Seat]) -> Card:
        """The page of somebody with these seats."""
        parts = page(desk, held, self.pieces)
        return Card(parts or (Paragraph(desk.t("There is nothing of yours here yet.")),))


def routes(pieces: Sequence[Piece]) -> tuple[Route, ...]:
    """The command."""
    mine = Mine(pieces)
    return (
        Command(
            "me",
            mine.answer,
            N_("What is open for you, your tasks, your answers, your times"),
            "/stem me",
            reads=True,
            act=Act.LOOK,
        ),
    )
