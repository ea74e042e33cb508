"""What the facilitator's buttons do; a second press finds it done and only shows how it is now."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal
from bot.desk import Desk, Seat
from bot.features.consensus import cards, forms, steps
from bot.features.consensus.view import team_view, view
from bot.features.consensus.voting import round_of
from bot.permissions import Act
from bot.store.models import ConsensusRound
from bot.store.queries import consensus


def reveal(desk: Desk, call: ActionCall) -> Reply:
    """Show the votes now."""
    seat, one = _facilitated(desk, call)
    if one.state == consensus.VOTING:
        if team_view(desk, one).tally.votes == 0:
            raise refusal(desk.t("Nobody has voted yet, so there is nothing to reveal."))
        steps.reveal(desk, one)
        _note(desk, seat, call, one, "revealed")
    return _as_it_is(desk, one)


def extend(desk: Desk, call: ActionCall) -> Reply:
    """A day more."""
    seat, one = _facilitated(desk, call)
    if one.state == consensus.VOTING:
        steps.extend(desk, one)
        _note(desk, seat, call, one, "open a day longer")
    return _as_it_is(desk, one)


def call_off(desk: Desk, call: ActionCall) -> Reply:
    """No round after all."""
    return _ending(desk, call, "called off", lambda seat, one: steps.call_off(desk, one, seat.person.id))


def vote_again(desk: Desk, call: ActionCall) -> Reply:
    """Another ballot."""
    seat, one = _facilitated(desk, call)
    if one.state == consensus.REVEALED:
        steps.vote_again(desk, one)
        _note(desk, seat, call, one, "voted on again")
    return _as_it_is(desk, one)


def record(desk: Desk, call: ActionCall) -> Reply:
    """Record what was agreed."""

    def at_the_suggested_level(seat: Seat, one: ConsensusRound) -> None:
        judged = team_view(desk, one).judged
        if one.state != consensus.REVEALED or judged is None:
            raise refusal(desk.t("The votes have to be revealed first."))
        steps.record(desk, one, judged.suggested, "", seat.person.id)

    return _ending(desk, call, "recorded", at_the_suggested_level)


def leave_open(desk: Desk, call: ActionCall) -> Reply:
    """No consensus."""
    return _ending(desk, call, "no consensus", lambda seat, one: _no_consensus(desk, seat, one))


def decide(desk: Desk, call: ActionCall) -> Reply:
    """Ask which level it is to be."""
    seat, one = _facilitated(desk, call)
    if one.state != consensus.REVEALED:
        return _as_it_is(desk, one)
    return Ask(forms.decide(view(desk, one, seat.reader, desk.t)))


def decide_form(desk: Desk, call: FormSubmission) -> Form:
    """That form as it was sent."""
    seat, one = _facilitated(desk, call)
    return forms.decide(view(desk, one, seat.reader, desk.t))


def decided(desk: Desk, call: FormSubmission) -> Reply:
    """The level that the team talked itself to."""
    seat, one = _facilitated(desk, call)
    shown = decide_form(desk, call)
    if problems := shown.check(call.values, desk.t):
        return Correct(shown.filled(call.values), problems)
    if one.state == consensus.REVEALED:
        dissent = call.values.get("dissent", "").strip()
        steps.record(desk, one, int(call.values["level"]), dissent, seat.person.id)
        _note(desk, seat, call, one, "recorded")
    drawn = cards.message(team_view(desk, one))
    return Replace(drawn) if call.message else Say(drawn)


def _no_consensus(desk: Desk, seat: Seat, one: ConsensusRound) -> None:
    if one.state != consensus.REVEALED:
        raise refusal(desk.t("The votes have to be revealed first."))
    steps.leave_open(desk, one, seat.person.id)


def _ending(desk: Desk, call: ActionCall, what: str, end: Callable[[Seat, ConsensusRound], object]) -> Reply:
    seat, one = _facilitated(desk, call)
    if one.ended_at is None:
        end(seat, one)
        _note(desk, seat, call, one, what)
    return _as_it_is(desk, one)


def _facilitated(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, ConsensusRound]:
    _, one = round_of(desk, call)
    seat = desk.allowed_in(call, one.team_id, Act.RUN_CONSENSUS)
    desk.session.refresh(one, with_for_update=True)
    return seat, one


def _as_it_is(desk: Desk, one: ConsensusRound) -> Reply:
    return Replace(cards.message(team_view(desk, one)))


def _note(desk: Desk, seat: Seat, call: ActionCall | FormSubmission, one: ConsensusRound, what: str) -> None:
    desk.note_change(seat, call, "consensus round", one.id, what)
