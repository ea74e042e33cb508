"""`/stem checkins test`: the next check-in to oneself now; its buttons say what they would have done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Protocol

from bot.chat.cards import Button, Buttons, Card, Menu, Paragraph, Part, SmallPrint, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, refusal, say
from bot.chat.routes import Action, Command, Route, unwire, wire
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.schedule import outbox

_KEPT = timedelta(days=1)


class Rehearsal(Protocol):
    """Whatever can be tried without counting."""

    def card(self, desk: Desk, seat: Seat) -> Card | None:
        """The message as the person would get it now; None for somebody who would get nothing."""

    def outcome(self, desk: Desk, button: str) -> Markup:
        """What a button of the message, by the name of its route, would have done."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The trial run of one rehearsal."""

    rehearsal: Rehearsal

    def send(self, desk: Desk, call: CommandCall) -> Reply:
        """Send the caller the message by direct message."""
        seat = desk.seat(call)
        self._refuse_what_cannot_be_sent(desk, seat)
        shown = self.rehearsal.card(desk, seat)
        if shown is None:
            raise refusal(desk.t("I ask you nothing in this team, so there is no check-in to show you."))
        message = outbox.Message(
            f"practice:{call.key}",
            "prompt",
            _as_practice(desk, seat, shown),
            seat.team.id,
            desk.now,
            desk.now + _KEPT,
        )
        delivery = outbox.to_person(desk.session, seat.person, message, desk.now)
        if delivery is None:
            raise refusal(desk.t("I know no account of yours to send it to."))
        where = delivery.platform.capitalize()
        if delivery.state == outbox.HELD:
            return say(desk.t("It waits behind a button in the team's channel on {where}.", where=where))
        return say(desk.t("Sent: look at your direct messages from me on {where}.", where=where))

    def pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """Say what the button would have done."""
        outcome = self.rehearsal.outcome(desk, call.argument.partition(":")[0])
        return Replace(
            card(
                Paragraph(outcome),
                SmallPrint(
                    desk.t("This was a trial run: nothing was recorded. Once more: `/stem checkins test`")
                ),
            )
        )

    def _refuse_what_cannot_be_sent(self, desk: Desk, seat: Seat) -> None:
        t = desk.t
        if seat.person.agreed_at is None:
            raise refusal(
                t(
                    "You have not agreed to messages from me, so I send you none. "
                    "Type `/stem hello`, press “{button}”, and try again.",
                    button=t("Sounds good"),
                )
            )
        if seat.team.paused_at is not None:
            raise refusal(
                t(
                    "{team} is paused, so I send nothing now. A facilitator ends that: `/stem team resume`",
                    team=seat.team.name,
                )
            )


def routes(rehearsal: Rehearsal) -> tuple[Route, ...]:
    """The command and the buttons of its message."""
    practice = Practice(rehearsal)
    return (
        Command(
            "checkins test",
            practice.send,
            N_("Try a check-in now; nothing is counted"),
            "/stem checkins test",
            shorthand="test",
        ),
        Action("practice", practice.pressed, reads=True),
    )


def _as_practice(desk: Desk, seat: Seat, shown: Card) -> Card:
    t = desk.phrases_in(seat.person.locale)
    numbers = count()
    opening = Paragraph(
        t("A trial run: this is how a check-in would reach you now. Nothing that you press counts.")
    )
    return card(opening, *(_rewired(part, numbers) for part in shown.parts))


def _rewired(part: Part, numbers: count[int]) -> Part:
    """The part with buttons and menus that only say what they would have done."""
    if isinstance(part, Menu):
        return replace(part, wire=wire("practice", unwire(part.wire)[0], next(numbers)))
    if not isinstance(part, Buttons):
        return part
    return Buttons(
        tuple(
            replace(one, wire=wire("practice", unwire(one.wire)[0], next(numbers)))
            if isinstance(one, Button)
            else one
            for one in part.buttons
        )
    )
