"""`/stem away`: nothing by itself for some days, or until one says so; and coming back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.cards import Card, Option
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk, Seat
from bot.features.away import cards, forms, typed
from bot.permissions import Act
from bot.schedule import ahead, leave
from bot.schedule.availability import AWAY, PAUSE
from bot.store.models import Absence
from bot.store.queries.absences import absences_from

_NOW = (Option("back", N_("I am back")), Option("open", N_("Until I say so")))


def away(desk: Desk, call: CommandCall) -> Reply:
    """Go away for the days that were typed; without any, say how it stands and how to."""
    held = desk.own_seats(call)
    reader = held[0].reader
    if said := _SAID.get(call.options.get("now", "").casefold()):
        return Say(said(desk, call))
    values = typed.days_typed(desk, call, reader.today)
    if not values["until"]:
        return Say(cards.state(desk, reader, _absences(desk, held[0])))
    if found := typed.problems(desk, reader, values):
        raise typed.refuse(desk, found, reader.today)
    return Say(_go(desk, call, held, values))


def ask_days(desk: Desk, call: ActionCall) -> Reply:
    """Open the form."""
    desk.own_seats(call)
    return Ask(forms.away(desk.t))


def days_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    desk.own_seats(call)
    return forms.away(desk.t)


def days_chosen(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    held = desk.own_seats(call)
    form = forms.away(desk.t)
    found = form.check(call.values, desk.t) or typed.problems(desk, held[0].reader, call.values)
    if found:
        return Correct(form.filled(call.values), found)
    return Say(_go(desk, call, held, call.values))


def pause(desk: Desk, call: ActionCall) -> Reply:
    """Ask nothing until they say so."""
    return Replace(_pause(desk, call))


def no_pause(desk: Desk, call: ActionCall) -> Reply:
    """They were asked whether to pause, and do not want to."""
    desk.own_seats(call)
    return Replace(cards.goes_on(desk))


def back(desk: Desk, call: ActionCall) -> Reply:
    """Come back."""
    return Replace(_back(desk, call))


def _go(desk: Desk, call: Call, held: list[Seat], values: Mapping[str, str]) -> Card:
    seat = held[0]
    first, last = typed.days_of(values, seat.reader.today)
    left_out = ahead.check_ins_between(desk, held, first, last)
    absence = leave.begin(desk.session, seat.person, AWAY, (first, last), desk.now)
    desk.note_change(seat, call, "absence", absence.id, "away")
    return cards.away(desk, seat.reader, absence, left_out)


def _pause(desk: Desk, call: Call) -> Card:
    seat = desk.own_seats(call)[0]
    if not any(one.ends_on is None for one in _absences(desk, seat)):
        absence = leave.begin(desk.session, seat.person, PAUSE, (seat.reader.today, None), desk.now)
        desk.note_change(seat, call, "absence", absence.id, "paused")
    return cards.paused(desk)


def _back(desk: Desk, call: Call) -> Card:
    held = desk.own_seats(call)
    ended = leave.end(desk.session, held[0].person, desk.now)
    for absence in ended:
        desk.note_change(held[0], call, "absence", absence.id, "back")
    if not ended:
        return cards.not_away(desk, held[0].reader)
    return cards.back(desk, held[0].reader, ended[0], ahead.next_check_in(desk, held))


def _absences(desk: Desk, seat: Seat) -> Sequence[Absence]:
    return absences_from(desk.session, [seat.person.id], seat.reader.today)[seat.person.id]


_SAID = {"back": _back, "open": _pause}
ROUTES: tuple[Route, ...] = (
    Command(
        "away",
        away,
        N_("I send you nothing unasked while you are away"),
        "/stem away until Friday",
        (
            Parameter("until", Kind.DATE, N_("Your last day away, such as Friday or 2026-12-11")),
            Parameter("from", Kind.DATE, N_("Your first day away, if it is not today")),
            Parameter("now", Kind.WORD, N_("You are back, or away with no last day"), choices=_NOW),
        ),
        act=Act.OWN_WISHES,
    ),
    Action("away-form", ask_days, opens_form=True, reads=True, act=Act.OWN_WISHES),
    Action("away-end", back, act=Act.OWN_WISHES),
    Action("pause-me", pause, act=Act.OWN_WISHES),
    Action("pause-not", no_pause, reads=True, act=Act.OWN_WISHES),
    Submission("away", days_chosen, form=days_form, act=Act.OWN_WISHES),
)
