"""`/stem evidence`: save what one saw, read what there is, take one's own back."""

from __future__ import annotations

from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, MessageShortcut, Route, Submission
from bot.chat.text import join
from bot.desk import Desk
from bot.features.evidence import cards, forms, given
from bot.features.evidence.from_message import save_message
from bot.permissions import Act, Reach
from bot.spoken import indicator_named
from bot.store.lineage import lineage_of
from bot.store.models import Evidence
from bot.store.queries import ratings
from bot.store.queries.evidence import evidence_days, items_of
from bot.suggestions import suggest_indicator
from rubric.model import UnknownIndicator

_LIST = "/stem evidence list {id}"


def add(desk: Desk, call: CommandCall) -> Reply:
    """Save what was typed; what is missing is asked for in the form."""
    seat = desk.allowed(call, Act.ADD_EVIDENCE)
    name = call.options.get("indicator", "")
    typed = {each: call.options.get(each, "").strip() for each in ("words", "link")}
    indicator = indicator_named(desk, seat.team, name, given.TRY_THIS) if name else None
    if indicator is None or not (typed["words"] or typed["link"]):
        words, link = given.parted(typed["words"], typed["link"])
        known = {"indicator": indicator.id if indicator else "", "words": words, "link": link}
        return Ask(forms.evidence(desk, seat).filled(known))
    if found := given.problems(desk.t, seat, typed):
        example = desk.t("Try: `{example}`", example=given.TRY_THIS.format(id=indicator.id))
        raise refusal(join(" ", [*found.values(), example]))
    kept = given.keep(desk, call, seat, indicator, given.item(seat, typed))
    return Say(cards.kept(desk, kept, indicator))


def open_form(desk: Desk, call: ActionCall) -> Reply:
    """Ask for the item, for the indicator whose evidence was looked at."""
    team_id, _, indicator_id = call.argument.rpartition(":")
    seat = desk.allowed_in(call, team_id, Act.ADD_EVIDENCE)
    return Ask(forms.evidence(desk, seat).filled({"indicator": indicator_id}))


def add_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.evidence(desk, desk.allowed_in(call, call.argument, Act.ADD_EVIDENCE))


def added(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat = desk.allowed_in(call, call.argument, Act.ADD_EVIDENCE)
    form = add_form(desk, call)
    found = form.check(call.values, desk.t) or given.problems(desk.t, seat, call.values)
    try:
        indicator = desk.instrument(seat.team).indicator(call.values.get("indicator", ""))
    except UnknownIndicator as error:
        nearest = error.nearest or desk.instrument(seat.team).indicators[0]
        found = found or {"indicator": desk.t("There is no such indicator. Closest: {id}", id=nearest.id)}
    if found:
        return Correct(form.filled(call.values), found)
    kept = given.keep(desk, call, seat, indicator, given.item(seat, call.values))
    return Say(cards.kept(desk, kept, indicator))


def listing(desk: Desk, call: CommandCall) -> Reply:
    """The items of an indicator, or how much of the rubric is covered."""
    seat = desk.seat(call)
    lineage = lineage_of(desk.session, desk.instrument(seat.team))
    name = call.options.get("indicator", "")
    if name:
        indicator = indicator_named(desk, seat.team, name, _LIST)
        return Say(
            cards.of_indicator(
                desk, seat, indicator, items_of(desk.session, lineage, seat.team.id, indicator.id)
            )
        )
    days = evidence_days(desk.session, lineage, seat.team.id)
    agreed = ratings.agreed(desk.session, lineage, seat.team.id).newest
    return Say(cards.coverage(desk, seat, days, agreed))


def withdraw(desk: Desk, call: ActionCall) -> Reply:
    """Take one's own item back; it stays on record, unseen."""
    item = desk.session.get(Evidence, int(call.argument))
    if item is None:
        raise refusal(desk.t("This item is gone."))
    seat = desk.allowed_in(call, item.team_id, Act.WITHDRAW_EVIDENCE)
    if item.person_id != seat.person.id and desk.reach(seat, Act.WITHDRAW_EVIDENCE) is not Reach.ALL:
        raise refusal(desk.t("This is somebody else's. Only they or a facilitator can withdraw it."))
    if item.withdrawn_at is None:
        item.withdrawn_at = desk.now
        desk.note_change(seat, call, "evidence", item.id, "withdrawn")
    return Replace(cards.withdrawn(desk))


_INDICATOR = Parameter("indicator", Kind.INDICATOR, N_("Which indicator"), suggest=suggest_indicator)

ROUTES: tuple[Route, ...] = (
    Command(
        "evidence add",
        add,
        N_("Save what you saw, or a link, as evidence for an indicator"),
        '/stem evidence add EC1.Leaders2 "three new members came"',
        (
            _INDICATOR,
            Parameter("words", Kind.TEXT, N_("What you saw")),
            Parameter("link", Kind.TEXT, N_("A link that begins with https://")),
        ),
        opens_form=True,
        act=Act.ADD_EVIDENCE,
    ),
    Command(
        "evidence list",
        listing,
        N_("What evidence there is, for one indicator or for all"),
        "/stem evidence",
        (_INDICATOR,),
        shorthand="evidence",
        reads=True,
        act=Act.LOOK,
    ),
    Action("evidence-form", open_form, opens_form=True, reads=True, act=Act.ADD_EVIDENCE),
    Action("evidence-withdraw", withdraw, act=Act.WITHDRAW_EVIDENCE),
    Submission("evidence-add", added, form=add_form, act=Act.ADD_EVIDENCE),
    MessageShortcut(
        "evidence-of-message",
        save_message,
        cards.FROM_A_MESSAGE,
        "Keep a link to this message as evidence for an indicator",
        opens_form=True,
        reads=True,
        act=Act.ADD_EVIDENCE,
    ),
)
