"""The shortcut in a message's menu: its link becomes evidence, its words stay where they are."""

from __future__ import annotations

from bot.chat.events import MessageCall
from bot.chat.replies import Ask, Reply, refusal
from bot.desk import Desk, Seat
from bot.features.evidence import forms
from bot.permissions import Act
from bot.store.queries import seats


def save_message(desk: Desk, call: MessageCall) -> Reply:
    """Open the form with the message's link in it; what was seen is for the person to say."""
    _must_be_in_own_channel(desk, call)
    seat = desk.allowed(call, Act.ADD_EVIDENCE)
    return Ask(forms.about_message(desk, seat, has_link=bool(call.link)).filled({"link": call.link}))


def _must_be_in_own_channel(desk: Desk, call: MessageCall) -> None:
    """The rest of the team cannot open a link to a place that only some of them are in."""
    own, place = desk.own_seats(call), call.place
    here = seats.teams_in(desk.session, place.platform, place.workspace, place.channel)
    if not any(seat.team.id in here for seat in own):
        raise refusal(
            desk.t(
                "This message is not in a channel of your team, so the others could not open it. "
                "Write what you saw instead. Try: `{example}`",
                example=f'/stem evidence add {_an_indicator(desk, own[0])} "what you saw"',
            )
        )


def _an_indicator(desk: Desk, seat: Seat) -> str:
    instrument = desk.instrument(seat.team)
    return next(iter((*instrument.for_audiences(desk.audiences(seat)), *instrument.indicators))).id
