"""Rate an indicator: `/stem rate`, its form, and Change, Add evidence and Undo on the answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.limits import SUGGESTIONS
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk
from bot.features.rating import cards, forms, suggested, taking_up, walking
from bot.features.rating.earlier import before
from bot.features.rating.given import LEVEL, Given, given_in, record
from bot.features.rating.own import TRY_THIS, own_indicator, own_rating, rated
from bot.permissions import Act
from bot.spoken import level_named
from bot.suggestions import suggest_indicator, suggest_level

ALL = "all"


def rate(desk: Desk, call: CommandCall) -> Reply:
    """With a level: record it. With an indicator alone: ask in a form. With nothing: let the person pick."""
    seat = desk.allowed(call, Act.RATE)
    given, evidence = call.options.get("indicator"), call.options.get("evidence", "")
    if (given or evidence).strip().casefold() == ALL:
        return Say(walking.overview(desk, seat, call.options.get("level", "")))
    if not given:
        own = desk.instrument(seat.team).for_audiences(desk.audiences(seat))
        return Say(cards.pick_indicator(desk, seat, own, evidence))
    indicator = own_indicator(desk, seat, given)
    level = call.options.get("level")
    if not level:
        form = forms.rating_form(desk, seat, indicator, before(desk, seat, indicator.id))
        return Ask(form.filled({"evidence": evidence}))
    number = level_named(desk, seat.team, level, TRY_THIS.format(id=indicator.id)).number
    said = record(desk, call, seat, indicator, Given(LEVEL, number, evidence.strip()))
    return Say(cards.recorded(desk, seat, indicator, said))


def pick(desk: Desk, call: ActionCall) -> Reply:
    """An indicator was chosen from the menu, or Change was pressed: ask in the form."""
    seat = desk.allowed_in(call, call.argument.partition(":")[0], Act.RATE)
    indicator = own_indicator(desk, seat, call.value or call.argument.partition(":")[2])
    return Ask(forms.rating_form(desk, seat, indicator, before(desk, seat, indicator.id)))


def sent_form(desk: Desk, call: FormSubmission) -> Form:
    """The rating form that was sent."""
    seat, indicator = rated(desk, call)
    return forms.rating_form(desk, seat, indicator, before(desk, seat, indicator.id))


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """The rating form came in."""
    seat, indicator = rated(desk, call)
    if problem := suggested.not_chosen(desk, call, indicator, sent_form(desk, call)):
        return problem
    said = record(desk, call, seat, indicator, given_in(call.values))
    return Say(cards.recorded(desk, seat, indicator, said))


def ask_evidence(desk: Desk, call: ActionCall) -> Reply:
    """Add evidence was pressed."""
    return Ask(forms.evidence_form(desk, own_rating(desk, call)[1]))


def evidence_form(desk: Desk, call: FormSubmission) -> Form:
    """The evidence form that was sent."""
    return forms.evidence_form(desk, own_rating(desk, call)[1])


def evidence_sent(desk: Desk, call: FormSubmission) -> Reply:
    """Evidence for a rating came in: a new row that says the same under the same words; history stays."""
    seat, like = own_rating(desk, call)
    form = forms.evidence_form(desk, like)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    rating, evidence = like.rating, call.values["evidence"].strip()
    given = Given(rating.answer, rating.level, evidence, tuple(rating.seen or ()))
    said = record(desk, call, seat, like.words, given, like)
    return Replace(cards.recorded(desk, seat, like.words, said))


def undo(desk: Desk, call: ActionCall) -> Reply:
    """Take a rating back; the one before it stands again."""
    seat, said = own_rating(desk, call)
    if said.rating.undone_at is None:
        said.rating.undone_at = desk.now
        desk.session.flush()
        desk.note_change(seat, call, "rating", said.rating.id, "undone")
    return Replace(cards.undone(desk, seat, said.words, before(desk, seat, said.counts_for)))


def _suggest_what(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    """All of them at once, or one of the indicators."""
    every = [Option(ALL, desk.t("All of mine, one at a time"))] if ALL.startswith(typed.casefold()) else []
    return [*every, *suggest_indicator(desk, call, typed)][:SUGGESTIONS]


ROUTES: tuple[Route, ...] = (
    Command(
        "rate",
        rate,
        N_("Rate an indicator, or all that are yours: what your program looks like now"),
        '/stem rate EC1.Leaders2 3 "new seats filled"',
        (
            Parameter("indicator", Kind.INDICATOR, N_("Which indicator, or all"), suggest=_suggest_what),
            Parameter("level", Kind.LEVEL, N_("The level, by number or name"), suggest=suggest_level),
            Parameter("evidence", Kind.TEXT, N_("What you saw, or a link")),
        ),
        opens_form=True,
        act=Act.RATE,
    ),
    Action("rate", pick, opens_form=True, act=Act.RATE),
    Action("rate-evidence", ask_evidence, opens_form=True, act=Act.RATE),
    Action("rate-undo", undo, act=Act.RATE),
    Submission("rate", sent, form=sent_form, act=Act.RATE),
    Submission("rate-evidence", evidence_sent, form=evidence_form, act=Act.RATE),
    *walking.ROUTES,
    *taking_up.ROUTES,
)
