"""Voting in a round: privately, changed until the reveal, counted once for each person."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Refusal, Reply, Say, refusal, say
from bot.chat.routes import wire
from bot.chat.text import bold
from bot.desk import Desk, Seat
from bot.features.consensus import forms, steps
from bot.features.consensus.tally import Turnout, turnout
from bot.features.consensus.view import Topic, topic, view
from bot.permissions import Act
from bot.store.loaded import found
from bot.store.models import ConsensusRound, ConsensusVote
from bot.store.queries import consensus


def ask(desk: Desk, call: ActionCall) -> Reply:
    """Vote privately was pressed."""
    seat, one = round_of(desk, call)
    _must_be_open(desk, one)
    own = consensus.vote_of(desk.session, one, seat.person.id, one.ballot)
    return Ask(forms.vote(view(desk, one, seat.reader, desk.t), own))


def form(desk: Desk, call: FormSubmission) -> Form:
    """The vote's form that was sent."""
    seat, one = round_of(desk, call)
    own = consensus.vote_of(desk.session, one, seat.person.id, one.ballot)
    return forms.vote(view(desk, one, seat.reader, desk.t), own)


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """A vote came in; the last one reveals."""
    seat, one = round_of(desk, call)
    _must_be_open(desk, one, call.values.get("words", ""))
    about = topic(desk, one, desk.t)
    if problems := forms.ballot(about).check(call.values, desk.t):
        return Correct(form(desk, call).filled(call.values), problems)
    vote = _cast(desk, call, seat, one)
    count = turnout(desk, seat.team, one)
    if count.complete:
        steps.reveal(desk, one)
    return Say(_recorded(about, vote, count))


def ask_what_one_saw(desk: Desk, call: ActionCall) -> Reply:
    """Somebody who stands apart wants to say what they saw."""
    seat, one = round_of(desk, call)
    own = _own_vote(desk, seat, one)
    return Ask(forms.saw(view(desk, one, seat.reader, desk.t), own))


def saw_form(desk: Desk, call: FormSubmission) -> Form:
    """That form as it was sent."""
    seat, one = round_of(desk, call)
    return forms.saw(view(desk, one, seat.reader, desk.t), _own_vote(desk, seat, one))


def saw_sent(desk: Desk, call: FormSubmission) -> Reply:
    """What they saw: shown without a name beside the next vote."""
    seat, one = round_of(desk, call)
    shown = saw_form(desk, call)
    if problems := shown.check(call.values, desk.t):
        return Correct(shown.filled(call.values), problems)
    own = _own_vote(desk, seat, one)
    own.words = call.values["words"].strip()
    if one.ended_at is None:
        one.changed_at = desk.now
    desk.note_change(seat, call, "consensus vote", own.id, "said what they saw")
    return say(desk.t("Thank you. The team reads it without your name before it votes again."))


def round_of(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, ConsensusRound]:
    """The round that a button or form is about, and the seat of whoever takes part in its team."""
    one = found(desk.session, ConsensusRound, int(call.argument))
    if one is None:
        raise refusal(desk.t("This round is gone."))
    return desk.allowed_in(call, one.team_id, Act.VOTE), one


def _must_be_open(desk: Desk, one: ConsensusRound, typed: str = "") -> None:
    """Raises `Refusal` once the votes are revealed; what was typed comes back with it."""
    if one.state == consensus.VOTING:
        return
    if one.state == consensus.CANCELLED:
        words = desk.t("This round was called off, so there is nothing to vote on.")
    else:
        words = desk.t("The votes about this are revealed already, so none can be added or changed.")
    kept = Paragraph(desk.t("What you typed: {words}", words=typed)) if typed else None
    raise Refusal(card(Paragraph(words), kept))


def _cast(desk: Desk, call: FormSubmission, seat: Seat, one: ConsensusRound) -> ConsensusVote:
    chosen, words = call.values["level"], call.values.get("words", "").strip()
    without = chosen in {consensus.DONT_KNOW, consensus.NOT_APPLICABLE}
    said = {
        "answer": chosen if without else consensus.LEVEL,
        "level": None if without else int(chosen),
        "words": words,
        "given_at": desk.now,
        "through": call.person.platform,
    }
    vote = consensus.vote_of(desk.session, one, seat.person.id, one.ballot)
    what = "changed" if vote else "cast"
    if vote is None:
        whose = {"round_id": one.id, "person_id": seat.person.id, "ballot": one.ballot}
        vote = consensus.cast(desk.session, {**whose, **said})
    else:
        for name, value in said.items():
            setattr(vote, name, value)
    desk.note_change(seat, call, "consensus vote", vote.id, what)
    return vote


def _own_vote(desk: Desk, seat: Seat, one: ConsensusRound) -> ConsensusVote:
    """The newest vote of the person that is revealed; raises `Refusal` where there is none."""
    ballot = one.ballot if one.state != consensus.VOTING else one.ballot - 1
    vote = consensus.vote_of(desk.session, one, seat.person.id, ballot)
    if vote is None:
        raise refusal(desk.t("You have no vote in this round."))
    return vote


def _recorded(shown: Topic, vote: ConsensusVote, count: Turnout) -> Card:
    t = shown.t
    said = t("Your vote on {title}: {vote}.", title=shown.title, vote=bold(forms.in_words(shown, vote)))
    if shown.round.state != consensus.VOTING:
        return card(
            Paragraph(said), SmallPrint(t("Everyone has voted: the channel shows the votes together."))
        )
    return card(
        Paragraph(said),
        Buttons((Button(t("Change"), wire("consensus-vote", shown.round.id)),)),
        SmallPrint(
            t(
                "Votes in: {votes} of {seats}. You can change yours until they are revealed.",
                votes=count.votes,
                seats=count.seats,
            )
        ),
    )
