"""`/stem norms`: all norms, today's first."""

from __future__ import annotations

from bot.chat.events import CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say
from bot.chat.routes import Command, Route
from bot.desk import Desk
from bot.features.norms import cards
from bot.permissions import Act
from bot.schedule.norm_turns import norm_in_turn, norm_of_day


def norms(desk: Desk, call: CommandCall) -> Reply:
    """Show the norms with the one of today's meeting, else the one whose turn is next, at the top."""
    seat = desk.seat(call)
    today = norm_of_day(desk, seat.team, desk.team_reader(seat.team).today)
    turn = cards.Turn(today or norm_in_turn(desk, seat.team), is_today=today is not None)
    return Say(cards.norms(list(desk.library.norm_sets.values())[-1], turn, desk.t))


ROUTES: tuple[Route, ...] = (
    Command(
        "norms",
        norms,
        N_("The norms of your meetings: what each looks and sounds like, and which is today's"),
        "/stem norms",
        reads=True,
        act=Act.LOOK,
    ),
)
