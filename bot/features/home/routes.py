"""`/stem home`, and the page of the same name where a platform has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Card
from bot.chat.events import CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say
from bot.chat.routes import Command, Route
from bot.desk import Desk
from bot.pages import Piece, page
from bot.permissions import Act


@dataclass(frozen=True, slots=True)
class Home:
    """The page of these pieces, in their order."""

    pieces: Sequence[Piece]

    def answer(self, desk: Desk, call: CommandCall) -> Reply:
        """Show the caller's own, of all their teams; it is made anew each time, so it is not kept."""
        return Say(Card(page(desk, desk.own_seats(call), self.pieces)), kept=False)


def routes(pieces: Sequence[Piece]) -> tuple[Route, ...]:
    """The command, by whose name platforms ask for the page."""
    return (
        Command(
            "home",
            Home(pieces).answer,
            N_("What waits for you, and where your team stands"),
            "/stem home",
            reads=True,
            act=Act.LOOK,
        ),
    )
