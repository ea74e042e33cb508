"""`/stem team`, and the buttons that ask for it where a command could mean several teams."""

from __future__ import annotations

from bot.chat.cards import Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say
from bot.chat.routes import Action, Command, Route
from bot.chat.text import bold
from bot.desk import Desk, Seat
from bot.store import choices


def show(desk: Desk, call: CommandCall) -> Reply:
    """Which team it is now, and the others."""
    held = desk.own_seats(call)
    if len(held) == 1:
        return Say(card(Paragraph(desk.t("You are in one team: {team}.", team=bold(held[0].team.name)))))
    chosen = choices.team_of(desk.session, call.person, desk.now)
    return Say(_card(desk, held, chosen))


def choose(desk: Desk, call: ActionCall) -> Reply:
    """A team was chosen."""
    seat = desk.seat_in(call, call.argument)
    choices.choose_team(desk.session, call.person, seat.team.id, desk.now)
    return Replace(_card(desk, desk.own_seats(call), seat.team.id))


def _card(desk: Desk, held: list[Seat], chosen: str | None) -> Card:
    t = desk.t
    name = next((one.team.name for one in held if one.team.id == chosen), None)
    said = (
        t("Which team is it for, when you type in a direct message?")
        if name is None
        else t("What you type in a direct message is for {team} now. Please type it again.", team=bold(name))
    )
    others = [one.team for one in held if one.team.id != chosen][: choices.MOST]
    buttons = Buttons(tuple(choices.button(team) for team in others))
    return card(
        Paragraph(said),
        buttons,
        SmallPrint(t("It holds for a day. In a team's own channel it is always that team.")),
    )


ROUTES: tuple[Route, ...] = (
    Command(
        "team choose",
        show,
        N_("Which of your teams your direct messages are for"),
        "/stem team choose",
        shorthand="team",
        reads=True,
    ),
    Action("team-choose", choose),
)
