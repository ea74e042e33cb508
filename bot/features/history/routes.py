"""`/stem history`: the past of an indicator."""

from __future__ import annotations

from bot.chat.events import CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say
from bot.chat.routes import Command, Route
from bot.desk import Desk
from bot.features.history import cards
from bot.features.history.past import past_of
from bot.permissions import Act
from bot.spoken import indicator_named
from bot.suggestions import suggest_indicator


def history(desk: Desk, call: CommandCall) -> Reply:
    """Show how an indicator has gone."""
    seat = desk.seat(call)
    indicator = indicator_named(desk, seat.team, call.options.get("indicator", ""), "/stem history {id}")
    return Say(cards.history(desk, seat, past_of(desk, seat, indicator)))


ROUTES: tuple[Route, ...] = (
    Command(
        "history",
        history,
        N_("How an indicator has gone: agreed, rated, moved"),
        "/stem history EC1.Leaders2",
        (
            Parameter(
                "indicator", Kind.INDICATOR, N_("Which indicator"), required=True, suggest=suggest_indicator
            ),
        ),
        reads=True,
        act=Act.LOOK,
    ),
)
