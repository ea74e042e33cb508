"""Saying yes or no to messages, at first contact or later with `/stem hello`."""

from __future__ import annotations

from bot.chat.cards import Card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk, Seat
from bot.features.hello import cards
from bot.schedule import opting_in, outbox
from bot.store.models import Account
from bot.store.queries import seats


def hello(desk: Desk, call: CommandCall) -> Reply:
    """Introduce the bot again; the buttons change one's mind."""
    return Say(_hello(desk, call, desk.seat(call)))


def hello_from_channel(desk: Desk, call: ActionCall) -> Reply:
    """Somebody pressed the button of the call to everybody who is new: theirs is for them alone."""
    who = call.person
    person = seats.person_of(desk.session, who.platform, who.workspace, who.account)
    held = seats.permissions(desk.session, person.id, desk.reader(person).today) if person else ()
    if call.argument not in {team.id for _, team in held}:
        raise refusal(
            desk.t(
                "You are not on this team's roster yet, so I send you nothing. If you belong to it, "
                "ask its facilitator to add you: `/stem roster add` and your name."
            )
        )
    return Say(_hello(desk, call, desk.seat_in(call, call.argument)))


def agree(desk: Desk, call: ActionCall) -> Reply:
    """Yes: what waited may go out now, where the platform needs no test first."""
    seat, account = desk.seat_in(call, call.argument), _account(desk, call)
    _say_yes(desk, call, seat)
    if account.unreachable_since is not None:
        opting_in.forget(desk.session, account)
    seats.reachable_again(desk.session, seat.person.id)
    outbox.release(desk.session, seat.person)
    if opting_in.begin(desk, seat.person, seat.team.id, account, call.key):
        return Replace(cards.tried(desk, seat.team))
    return Replace(cards.agreed(desk, seat.person, seat.team))


def agree_in_channel(desk: Desk, call: ActionCall) -> Reply:
    """Yes, and no direct messages: what is for them waits behind a button in the team's channel."""
    seat, account = desk.seat_in(call, call.argument), _account(desk, call)
    _say_yes(desk, call, seat)
    opting_in.forget(desk.session, account)
    desk.session.flush()
    outbox.release(desk.session, seat.person)
    outbox.hold(desk.session, seat.person)
    return Replace(cards.in_channel(desk))


def decline(desk: Desk, call: ActionCall) -> Reply:
    """No: nothing is sent, and what waited never will be."""
    seat = desk.seat_in(call, call.argument)
    seat.person.agreed_at, seat.person.declined_at = None, desk.now
    opting_in.forget(desk.session, _account(desk, call))
    outbox.cancel_unsent(desk.session, seat.person.id)
    desk.note_change(seat, call, "person", seat.person.id, "declined messages")
    return Replace(cards.declined(desk))


def _hello(desk: Desk, call: CommandCall | ActionCall, seat: Seat) -> Card:
    return cards.hello(desk, seat.person, seat.team, _account(desk, call))


def _say_yes(desk: Desk, call: ActionCall, seat: Seat) -> None:
    seat.person.agreed_at, seat.person.declined_at = desk.now, None
    desk.note_change(seat, call, "person", seat.person.id, "agreed to messages")


def _account(desk: Desk, call: CommandCall | ActionCall) -> Account:
    """The account that called, whose person has a seat."""
    who = call.person
    found = seats.account_of(desk.session, who.platform, who.workspace, who.account)
    if found is None:
        raise LookupError(f"no account {who}")
    return found


ROUTES: tuple[Route, ...] = (
    Command(
        "hello",
        hello,
        N_("What I send you and who sees your answers; say yes or no"),
        "/stem hello",
        reads=True,
    ),
    Action("hello-me", hello_from_channel, reads=True),
    Action("hello-yes", agree),
    Action("hello-channel", agree_in_channel),
    Action("hello-no", decline),
)
