"""Rate an indicator: `/stem rate`, its form, and Change, Add evidence and Undo on the answer."""

from __future__ import annotations

from dataclasses import dataclass
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
from bot.features.rating.earlier import Earlier, before, with_words
from bot.permissions import Act, Reach
from bot.spoken import indicator_named, level_named
from bot.store.models import Rating
from bot.store.queries import ratings
from bot.suggestions import suggest_indicator, suggest_level
from rubric.fingerprint import fingerprint
from rubric.model import Indicator, Instrument

LEVEL, UNKNOWN, NOT_APPLICABLE = "level", "dont-know", "not-applicable"
TRY_THIS = "/stem rate {id} 3"
# The same level with the same words within this time is the same rating, sent again.
GIVEN_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of an indicator: `answer` is a level, or that they give none, and why."""

    answer: str
    level: int | None
    evidence: str


def rate(desk: Desk, call: CommandCall) -> Reply:
    """With a level: record it. With an indicator alone: ask in a form. With nothing: let the person pick."""
    seat = desk.allowed(call, Act.RATE)
    given, evidence = call.options.get("indicator"), call.options.get("evidence", "")
    if not given:
        own = desk.instrument(seat.team).for_audiences(desk.audiences(seat))
        return Say(cards.pick_indicator(desk, seat, own, evidence))
    indicator = indicator_named(desk, seat.team, given, TRY_THIS)
    _must_be_own(desk, seat, indicator)
    level = call.options.get("level")
    if not level:
        form = cards.rating_form(desk, seat, indicator, before(desk, seat, indicator.id))
        return Ask(form.filled({"evidence": evidence}))
    number = level_named(desk, seat.team, level, TRY_THIS.format(id=indicator.id)).number
    return Say(_record(desk, call, seat, indicator, Given(LEVEL, number, evidence.strip())))


def pick(desk: Desk, call: ActionCall) -> Reply:
    """An indicator was chosen from the menu, or Change was pressed: ask in the form."""
    seat = desk.allowed_in(call, call.argument.partition(":")[0], Act.RATE)
    indicator = indicator_named(desk, seat.team, call.value or call.argument.partition(":")[2], TRY_THIS)
    _must_be_own(desk, seat, indicator)
    return Ask(cards.rating_form(desk, seat, indicator, before(desk, seat, indicator.id)))


def sent_form(desk: Desk, call: FormSubmission) -> Form:
    """The rating form that was sent."""
    seat, indicator = _rated(desk, call)
    return cards.rating_form(desk, seat, indicator, before(desk, seat, indicator.id))


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """The rating form came in."""
    seat, indicator = _rated(desk, call)
    form = sent_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    chosen, evidence = call.values["level"], call.values.get("evidence", "").strip()
    without = chosen in {UNKNOWN, NOT_APPLICABLE}
    given = Given(chosen, None, evidence) if without else Given(LEVEL, int(chosen), evidence)
    return Say(_record(desk, call, seat, indicator, given))


def ask_evidence(desk: Desk, call: ActionCall) -> Reply:
    """Add evidence was pressed."""
    _, said = _own_rating(desk, call)
    return Ask(cards.evidence_form(desk, said))


def evidence_form(desk: Desk, call: FormSubmission) -> Form:
    """The evidence form that was sent."""
    return cards.evidence_form(desk, _own_rating(desk, call)[1])


def evidence_sent(desk: Desk, call: FormSubmission) -> Reply:
    """Evidence for a rating came in: a new row that says the same under the same words; history stays."""
    seat, said = _own_rating(desk, call)
    form = cards.evidence_form(desk, said)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    given = Given(said.rating.answer, said.rating.level, call.values["evidence"].strip())
    return Replace(_record(desk, call, seat, said.words, given, said))


def undo(desk: Desk, call: ActionCall) -> Reply:
    """Take a rating back; the one before it stands again."""
    seat, said = _own_rating(desk, call)
    if said.rating.undone_at is None:
        said.rating.undone_at = desk.now
        desk.session.flush()
        desk.note_change(seat, call, "rating", said.rating.id, "undone")
    return Replace(cards.undone(desk, seat, said.words, before(desk, seat, said.counts_for)))


def _record(
    desk: Desk, call: Call, seat: Seat, indicator: Indicator, given: Given, like: Earlier | None = None
) -> Card:
    """Store what was said about an indicator: under today's words, or those of a rating that it is like."""
    about = like.counts_for if like else indicator.id
    earlier = before(desk, seat, about) or like
    if earlier is not None and _again(desk, earlier.rating, given):
        before_that = before(desk, seat, about, earlier.rating.id)
        return cards.recorded(desk, seat, indicator, earlier.rating, before_that)
    rating = Rating(
        team_id=seat.team.id,
        person_id=seat.person.id,
        **_words_of(desk.instrument(seat.team), like.rating if like else None),
        indicator=indicator.id,
        answer=given.answer,
        level=given.level,
        evidence=given.evidence,
        given_at=desk.now,
        through=call.person.platform,
    )
    rating.id = ratings.add(desk.session, rating)
    desk.note_change(seat, call, "rating", rating.id, "given")
    return cards.recorded(desk, seat, indicator, rating, earlier)


def _words_of(today: Instrument, like: Rating | None) -> dict[str, str | None]:
    """Under which words something is said."""
    if like is not None:
        return {"instrument": like.instrument, "version": like.version, "fingerprint": like.fingerprint}
    return {"instrument": today.id, "version": today.version, "fingerprint": fingerprint(today)}


def _again(desk: Desk, earlier: Rating, given: Given) -> bool:
    """Whether this was given a moment ago: people try again when only the answer was lost."""
    same = (earlier.answer, earlier.level, earlier.evidence) == (given.answer, given.level, given.evidence)
    return same and desk.now - earlier.given_at < GIVEN_AGAIN


def _rated(desk: Desk, call: FormSubmission) -> tuple[Seat, Indicator]:
    team_id, _, indicator_id = call.argument.partition(":")
    seat = desk.allowed_in(call, team_id, Act.RATE)
    indicator = indicator_named(desk, seat.team, indicator_id, TRY_THIS)
    _must_be_own(desk, seat, indicator)
    return seat, indicator


def _own_rating(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Earlier]:
    rating = desk.session.get(Rating, int(call.argument))
    if rating is None:
        raise refusal(desk.t("This rating is gone."))
    seat = desk.allowed_in(call, rating.team_id, Act.RATE)
    if rating.person_id != seat.person.id:
        raise refusal(desk.t("This is somebody else's rating."))
    return seat, with_words(desk, seat, rating)


def _must_be_own(desk: Desk, seat: Seat, indicator: Indicator) -> None:
    own = desk.instrument(seat.team).for_audiences(desk.audiences(seat))
    if desk.reach(seat, Act.RATE) is Reach.ALL or indicator in own:
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
        act=Act.RATE,
    ),
    Action("rate", pick, opens_form=True, act=Act.RATE),
    Action("rate-evidence", ask_evidence, opens_form=True, act=Act.RATE),
    Action("rate-undo", undo, act=Act.RATE),
    Submission("rate", sent, form=sent_form, act=Act.RATE),
    Submission("rate-evidence", evidence_sent, form=evidence_form, act=Act.RATE),
)
