"""Saying yes or no to messages, at first contact or later with `/stem hello`."""

from __future__ import annotations

from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk
from bot.features.hello import cards
from bot.schedule import outbox
from bot.store.queries import seats


def hello(desk: Desk, call: CommandCall) -> Reply:
    """Introduce the bot again; the buttons change one's mind."""
    seat = desk.seat(call)
    return Say(cards.hello(desk, seat.person, seat.team))


def agree(desk: Desk, call: ActionCall) -> Reply:
    """Yes: what waited may go out now."""
    seat = desk.seat_in(call, call.argument)
    seat.person.agreed_at, seat.person.declined_at = desk.now, None
    seats.reachable_again(desk.session, seat.person.id)
    outbox.release(desk.session, seat.person.id)
    desk.note_change(seat, call, "person", seat.person.id, "agreed to messages")
    return Replace(cards.agreed(desk, seat.person, seat.team))


def decline(desk: Desk, call: ActionCall) -> Reply:
    """No: nothing is sent, and what waited never will be."""
    seat = desk.seat_in(call, call.argument)
    seat.person.agreed_at, seat.person.declined_at = None, desk.now
    outbox.cancel_unsent(desk.session, seat.person.id)
    desk.note_change(seat, call, "person", seat.person.id, "declined messages")
    return Replace(cards.declined(desk))


ROUTES: tuple[Route, ...] = (
    Command(
        "hello",
        hello,
        N_("What I send you and who sees your answers; say yes or no"),
        "/stem hello",
        reads=True,
    ),
    Action("hello-yes", agree),
    Action("hello-no", decline),
)
