"""`/stem times`: one's own time of day, days and quiet hours, shown, and changed in a line or a form."""

from __future__ import annotations

from dataclasses import asdict

from bot.chat.cards import Card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route, Submission
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.times import cards, checks, forms, opting, wishes
from bot.permissions import Act
from bot.schedule import ahead, anew
from bot.store.queries.absences import absences_from


def times(desk: Desk, call: CommandCall) -> Reply:
    """Show the times; what was typed is changed first, what was not stays."""
    held = desk.own_seats(call)
    given = {name: words for name, words in call.options.items() if words.strip()}
    if not given:
        return Say(_shown(desk, held, changed=False))
    if call.line.strip().casefold() in wishes.AS_THE_TEAM:
        given = dict.fromkeys(("at", "days", "quiet"), "")
    written = {**wishes.as_written(wishes.as_it_is(held[0].person)), **given}
    understood = wishes.read(desk, written)
    if found := understood.problems or checks.objections(desk, held, understood.wish):
        raise refusal(join(" ", [*found.values()]))
    return Say(_record(desk, call, held, understood.wish))


def ask(desk: Desk, call: ActionCall) -> Reply:
    """Open the form with the times as they are."""
    return Ask(forms.times(desk.t, wishes.as_it_is(desk.own_seats(call)[0].person)))


def sent_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.times(desk.t, wishes.as_it_is(desk.own_seats(call)[0].person))


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    held = desk.own_seats(call)
    form = sent_form(desk, call)
    understood = wishes.read(desk, call.values)
    found = form.check(call.values, desk.t) or understood.problems
    if found := found or checks.objections(desk, held, understood.wish):
        return Correct(form.filled(call.values), found)
    return Say(_record(desk, call, held, understood.wish))


def as_the_team(desk: Desk, call: ActionCall) -> Reply:
    """Have no times of one's own any more."""
    held = desk.own_seats(call)
    return Replace(_record(desk, call, held, wishes.Wish(None, "", None, None)))


def opt(desk: Desk, call: ActionCall) -> Reply:
    """Opt out of a check-in, or back in."""
    held = desk.own_seats(call)
    opting.choose(desk, call, held)
    return Replace(_shown(desk, held, changed=True))


def _record(desk: Desk, call: Call, held: list[Seat], wish: wishes.Wish) -> Card:
    person = held[0].person
    if wish != wishes.as_it_is(person):
        for name, value in asdict(wish).items():
            setattr(person, name, value)
        anew.person_moved(desk.session, person.id, desk.now)
        desk.note_change(held[0], call, "person", person.id, "times changed")
    return _shown(desk, held, changed=True)


def _shown(desk: Desk, held: list[Seat], *, changed: bool) -> Card:
    seat = held[0]
    away = absences_from(desk.session, [seat.person.id], seat.reader.today)[seat.person.id]
    return cards.times(desk, held, away, ahead.next_check_in(desk, held), changed=changed)


ROUTES: tuple[Route, ...] = (
    Command(
        "times",
        times,
        N_("Your own time of day, days and quiet hours for what I send you"),
        "/stem times at:8:30",
        (
            Parameter("at", Kind.TEXT, N_("The time of day for check-ins, such as 8:30; team: as the team")),
            Parameter("days", Kind.TEXT, N_("The days, such as mon,wed; team: as the team")),
            Parameter("quiet", Kind.TEXT, N_("Hours without messages, such as 18:00-07:00; team: none")),
        ),
        act=Act.OWN_WISHES,
    ),
    Action("times-form", ask, opens_form=True, reads=True, act=Act.OWN_WISHES),
    Action("times-team", as_the_team, act=Act.OWN_WISHES),
    Action("times-check-in", opt, act=Act.OWN_WISHES),
    Submission("times", sent, form=sent_form, act=Act.OWN_WISHES),
)
