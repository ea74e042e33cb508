"""Rate an indicator: `/stem rate`, its form, and Change, Add evidence and Undo on the answer."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.cards import Card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk, Seat
from bot.features.rating import cards
from bot.spoken import indicator_named, level_named
from bot.store.models import Rating
from bot.store.queries import ratings
from bot.suggestions import suggest_indicator, suggest_level
from rubric.model import Indicator

LEVEL, UNKNOWN, NOT_APPLICABLE = "level", "dont-know", "not-applicable"
TRY_THIS = "/stem rate {id} 3"
# The same level with the same words within this time is the same rating, sent again.
GIVEN_AGAIN = timedelta(minutes=10)


def rate(desk: Desk, call: CommandCall) -> Reply:
    """With a level: record it. With an indicator alone: ask in a form. With nothing: let the person pick."""
    seat = desk.participant(call)
    given, evidence = call.options.get("indicator"), call.options.get("evidence", "")
    if not given:
        own = desk.instrument(seat.team).for_audiences(desk.audiences(seat))
        return Say(cards.pick_indicator(desk, seat, own, evidence))
    indicator = indicator_named(desk, seat.team, given, TRY_THIS)
    _must_be_own(desk, seat, indicator)
    level = call.options.get("level")
    if not level:
        form = cards.rating_form(desk, seat, indicator, _before(desk, seat, indicator))
        return Ask(form.filled({"evidence": evidence}))
    number = level_named(desk, seat.team, level, TRY_THIS.format(id=indicator.id)).number
    return Say(_record(desk, call, seat, indicator, LEVEL, number, evidence))


def pick(desk: Desk, call: ActionCall) -> Reply:
    """An indicator was chosen from the menu, or Change was pressed: ask in the form."""
    seat = desk.participant_in(call, call.argument.partition(":")[0])
    indicator = indicator_named(desk, seat.team, call.value or call.argument.partition(":")[2], TRY_THIS)
    _must_be_own(desk, seat, indicator)
    return Ask(cards.rating_form(desk, seat, indicator, _before(desk, seat, indicator)))


def sent_form(desk: Desk, call: FormSubmission) -> Form:
    """The rating form that was sent."""
    seat, indicator = _rated(desk, call)
    return cards.rating_form(desk, seat, indicator, _before(desk, seat, indicator))


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """The rating form came in."""
    seat, indicator = _rated(desk, call)
    form = sent_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    chosen, evidence = call.values["level"], call.values.get("evidence", "")
    if chosen in {UNKNOWN, NOT_APPLICABLE}:
        return Say(_record(desk, call, seat, indicator, chosen, None, evidence))
    return Say(_record(desk, call, seat, indicator, LEVEL, int(chosen), evidence))


def ask_evidence(desk: Desk, call: ActionCall) -> Reply:
    """Add evidence was pressed."""
    seat, rating = _own_rating(desk, call)
    return Ask(cards.evidence_form(desk, seat, rating))


def evidence_form(desk: Desk, call: FormSubmission) -> Form:
    """The evidence form that was sent."""
    return cards.evidence_form(desk, *_own_rating(desk, call))


def evidence_sent(desk: Desk, call: FormSubmission) -> Reply:
    """Evidence for a rating came in: a new row with the same level, so that history stays."""
    seat, rating = _own_rating(desk, call)
    form = evidence_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    indicator = indicator_named(desk, seat.team, rating.indicator, TRY_THIS)
    evidence = call.values["evidence"]
    return Replace(_record(desk, call, seat, indicator, rating.answer, rating.level, evidence))


def undo(desk: Desk, call: ActionCall) -> Reply:
    """Take a rating back; the one before it stands again."""
    seat, rating = _own_rating(desk, call)
    if rating.undone_at is None:
        rating.undone_at = desk.now
        desk.session.flush()
        desk.note_change(seat, call, "rating", rating.id, "undone")
    indicator = indicator_named(desk, seat.team, rating.indicator, TRY_THIS)
    return Replace(cards.undone(desk, seat, indicator, _before(desk, seat, indicator)))


def _record(
    desk: Desk,
    call: Call,
    seat: Seat,
    indicator: Indicator,
    answer: str,
    level: int | None,
    evidence: str,
) -> Card:
    before = _before(desk, seat, indicator)
    if before is not None and _again(desk, before, answer, level, evidence.strip()):
        return cards.recorded(desk, seat, indicator, before, _before(desk, seat, indicator, before.id))
    instrument = desk.instrument(seat.team)
    rating = Rating(
        team_id=seat.team.id,
        person_id=seat.person.id,
        instrument=instrument.id,
        version=instrument.version,
        indicator=indicator.id,
        answer=answer,
        level=level,
        evidence=evidence.strip(),
        given_at=desk.now,
        through=call.person.platform,
    )
    desk.session.add(rating)
    desk.session.flush()
    desk.note_change(seat, call, "rating", rating.id, "given")
    return cards.recorded(desk, seat, indicator, rating, before)


def _again(desk: Desk, before: Rating, answer: str, level: int | None, evidence: str) -> bool:
    """Whether this was given a moment ago: people try again when only the answer was lost."""
    same = (before.answer, before.level, before.evidence) == (answer, level, evidence)
    return same and desk.now - before.given_at < GIVEN_AGAIN


def _before(desk: Desk, seat: Seat, indicator: Indicator, older_than: int | None = None) -> Rating | None:
    return ratings.latest_by(desk.session, seat.team.id, seat.person.id, indicator.id, older_than)


def _rated(desk: Desk, call: FormSubmission) -> tuple[Seat, Indicator]:
    team_id, _, indicator_id = call.argument.partition(":")
    seat = desk.participant_in(call, team_id)
    indicator = indicator_named(desk, seat.team, indicator_id, TRY_THIS)
    _must_be_own(desk, seat, indicator)
    return seat, indicator


def _own_rating(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Rating]:
    rating = desk.session.get(Rating, int(call.argument))
    if rating is None:
        raise refusal(desk.t("This rating is gone."))
    seat = desk.participant_in(call, rating.team_id)
    if rating.person_id != seat.person.id:
        raise refusal(desk.t("This is somebody else's rating."))
    return seat, rating


def _must_be_own(desk: Desk, seat: Seat, indicator: Indicator) -> None:
    own = desk.instrument(seat.team).for_audiences(desk.audiences(seat))
    if seat.facilitates or indicator in own:
        return
    raise refusal(
        desk.t(
            "{title} ({id}) is a question for {audience}, and you hold no such role. "
            "A facilitator can rate it. To choose one of yours: `/stem rate`",
            title=indicator.short_title,
            id=indicator.id,
            audience=indicator.audience,
        )
    )


ROUTES: tuple[Route, ...] = (
    Command(
        "rate",
        rate,
        N_("Rate an indicator: what your program looks like now"),
        '/stem rate EC1.Leaders2 3 "new seats filled"',
        (
            Parameter("indicator", Kind.INDICATOR, N_("Which indicator"), suggest=suggest_indicator),
            Parameter("level", Kind.LEVEL, N_("The level, by number or name"), suggest=suggest_level),
            Parameter("evidence", Kind.TEXT, N_("What you saw, or a link")),
        ),
        opens_form=True,
    ),
    Action("rate", pick, opens_form=True),
    Action("rate-evidence", ask_evidence, opens_form=True),
    Action("rate-undo", undo),
    Submission("rate", sent, form=sent_form),
    Submission("rate-evidence", evidence_sent, form=evidence_form),
)
