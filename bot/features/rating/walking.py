"""Rating all that is one's own, one indicator after the other: `/stem rate all`, Next and Stop here."""

from __future__ import annotations

from bot.chat.cards import Card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Replace, Reply, Say, refusal
from bot.chat.routes import Action, Route, Submission
from bot.desk import Desk, Seat
from bot.features.rating import cards, forms, suggested, walk_cards
from bot.features.rating.earlier import before
from bot.features.rating.given import given_in, record
from bot.features.rating.own import own_indicator, rated
from bot.features.rating.walk import place_of, walk_of
from bot.features.rating.walk_cards import ALL
from bot.permissions import Act
from rubric.model import Indicator


def overview(desk: Desk, seat: Seat, level: str = "") -> Card:
    """All that is theirs to rate; raises `Refusal` where nothing is, and for one `level` for all of it."""
    walk = walk_of(desk, seat)
    if level:
        raise refusal(
            desk.t(
                "Each indicator is rated by itself, so no level was recorded. Try: `{command}`", command=ALL
            )
        )
    if walk.indicators:
        return walk_cards.overview(desk, seat, walk)
    raise refusal(
        desk.t(
            "There is nothing that is yours to rate in {team}: no role of yours goes with an indicator. "
            "Your facilitator can change your roles. All indicators: `/stem status`",
            team=seat.team.name,
        )
    )


def begin(desk: Desk, call: ActionCall) -> Reply:
    """The way through all was wanted from a message that stays as it is."""
    return Say(overview(desk, _seat(desk, call)))


def go_on(desk: Desk, call: ActionCall) -> Reply:
    """Next, or Change for the indicator that the argument names."""
    seat, named = _seat(desk, call), call.argument.partition(":")[2]
    left = walk_of(desk, seat).left
    if not named and not left:
        return Replace(overview(desk, seat))
    return Ask(_form(desk, seat, own_indicator(desk, seat, named) if named else left[0]))


def sent_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return _form(desk, *rated(desk, call))


def sent(desk: Desk, call: FormSubmission) -> Reply:
    """One of them was rated: it is kept, and the message offers the next."""
    seat, indicator = rated(desk, call)
    if problem := suggested.not_chosen(desk, call, indicator, sent_form(desk, call)):
        return problem
    said = record(desk, call, seat, indicator, given_in(call.values))
    return Replace(cards.recorded_among(desk, seat, indicator, said, walk_of(desk, seat)))


def stop(desk: Desk, call: ActionCall) -> Reply:
    """Stop here was pressed; everything said so far is kept already."""
    seat = _seat(desk, call)
    return Replace(walk_cards.stopped(desk, seat, walk_of(desk, seat)))


def _seat(desk: Desk, call: ActionCall) -> Seat:
    return desk.allowed_in(call, call.argument.partition(":")[0], Act.RATE)


def _form(desk: Desk, seat: Seat, indicator: Indicator) -> Form:
    progress = place_of(desk, walk_of(desk, seat), indicator)
    return forms.rating_form(desk, seat, indicator, before(desk, seat, indicator.id), progress)


ROUTES: tuple[Route, ...] = (
    Action("rate-walk", begin, reads=True, act=Act.RATE),
    Action("rate-all", go_on, opens_form=True, act=Act.RATE),
    Action("rate-stop", stop, reads=True, act=Act.RATE),
    Submission("rate-all", sent, form=sent_form, act=Act.RATE),
)
