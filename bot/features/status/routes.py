"""`/stem status`, and the button that shows the same."""

from __future__ import annotations

from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk
from bot.features.status import cards
from bot.features.status.standing import standings
from bot.permissions import Act


def status(desk: Desk, call: CommandCall) -> Reply:
    """Show where the caller's team stands."""
    seat = desk.seat(call)
    return Say(cards.status(desk, seat, standings(desk, seat.team)))


def see(desk: Desk, call: ActionCall) -> Reply:
    """The same, for the team of the message that the button is on."""
    seat = desk.seat_in(call, call.argument)
    return Say(cards.status(desk, seat, standings(desk, seat.team)))


ROUTES: tuple[Route, ...] = (
    Command(
        "status",
        status,
        N_("Where your team stands on every indicator, and how far it is from its goals"),
        "/stem status",
        reads=True,
        act=Act.LOOK,
    ),
    Action("status", see, reads=True, act=Act.LOOK),
)
